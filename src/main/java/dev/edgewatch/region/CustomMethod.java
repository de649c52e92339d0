package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Refusal;
import java.util.List;
import java.util.Map;

/**
 * What carries out a method that a service declares by hand; bound to its declaration by name. By
 * the time it runs, the gate has done what the declaration says: the caller is known and permitted,
 * this is the region that carries the call out, and the session is open.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public sealed interface CustomMethod<Q extends Message, A extends Message> {

  /** {@code ntt.devices.v1.DeviceService/Heartbeat}. */
  String fullName();

  /** An empty message of the request type. */
  Q request();

  /** An empty message of the answer type. */
  A answer();

  /** One request, one answer, without a session of its own (NONE, MANUAL). */
  record Unary<Q extends Message, A extends Message>(
      String fullName, Q request, A answer, Unary.Work<Q, A> work) implements CustomMethod<Q, A> {

    /** Called on a virtual thread; may block, refuses by throwing. */
    @FunctionalInterface
    public interface Work<Q, A> {
      A answer(CallContext context, Q request);
    }
  }

  /**
   * One request, one answer, in a session that is committed before the answer is sent (SNAPSHOT).
   */
  record Snapshot<Q extends Message, A extends Message>(
      String fullName, Q request, A answer, Snapshot.Work<Q, A> work)
      implements CustomMethod<Q, A> {

    /** Called on a virtual thread, again as a whole on a conflict; refuses by throwing. */
    @FunctionalInterface
    public interface Work<Q, A> {
      A answer(CallContext context, Q request, MethodSession session);
    }
  }

  /**
   * One request that each region answers for itself, and one answer made of theirs, which can say
   * what it lacks. Other regions are asked with the caller's own token.
   */
  record Gathered<Q extends Message, A extends Message>(
      String fullName, Q request, A answer, Gathered.Work<Q, A> work)
      implements CustomMethod<Q, A> {

    /** Called on virtual threads; may block, refuses by throwing. */
    public interface Work<Q, A> {
      /**
       * What which region is asked, one at least; refuses a request that no region would answer. A
       * share is the business of its region alone, which takes it as the only one.
       *
       * @param serving the regions that serve the service, this one first
       */
      Map<String, Q> shares(Q request, List<String> serving);

      /** What this region answers to its share. */
      A here(CallContext context, Q request);

      /** The whole, of two shares or more. */
      A together(Q request, Map<String, Share<A>> shares);
    }

    /** What came of asking one region. */
    public sealed interface Share<A> {
      record Answered<A>(A answer) implements Share<A> {}

      record Refused<A>(Refusal refusal) implements Share<A> {}
    }
  }

  /** One request, many answers. */
  record Feed<Q extends Message, A extends Message>(
      String fullName, Q request, A answer, Feed.Opening<Q, A> opening)
      implements CustomMethod<Q, A> {

    /** Called on a virtual thread; may block, refuses by throwing. */
    @FunctionalInterface
    public interface Opening<Q, A> {
      Source open(CallContext context, Q request, Replies<A> replies);
    }

    /** Where the answers come from. Methods must be quick. */
    public interface Source {
      /** The caller takes answers again; called once at the beginning. */
      void ready();

      /** The call has ended, whoever ended it and why. Called once and last. */
      void ended();
    }
  }

  /** Messages in both directions. */
  record Bidi<Q extends Message, A extends Message>(
      String fullName, Q request, A answer, Bidi.Opening<Q, A> opening)
      implements CustomMethod<Q, A> {

    /** Called on a virtual thread with the first message; may block, refuses by throwing. */
    @FunctionalInterface
    public interface Opening<Q, A> {
      Conversation<Q> open(CallContext context, Replies<A> replies);
    }
  }

  /**
   * The caller's side of a conversation. Methods are called one after the other, on virtual
   * threads; they may block and refuse by throwing.
   */
  interface Conversation<Q> {
    void said(Q message);

    /** The caller has said all and waits for the end. */
    void finished();

    /** The caller takes answers again. Must be quick. */
    default void ready() {}

    /** The call has ended, whoever ended it and why. Called once and last. */
    void ended();
  }

  /** Our side. Thread-safe; what comes after the end is dropped. */
  interface Replies<A> {
    /** Whether an answer would be sent at once, and not be kept until the caller takes it. */
    boolean isReady();

    void reply(A message);

    void complete();

    void fail(RuntimeException failure);
  }
}
