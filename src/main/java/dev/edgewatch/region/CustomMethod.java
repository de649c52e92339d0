package dev.edgewatch.region;

import com.google.protobuf.Message;

/**
 * A method that a service declares by hand, bound by its name. Only conversations so far: messages
 * in both directions.
 *
 * @param fullName {@code ntt.devices.v1.DeviceService/Heartbeat}
 * @param request an empty message of the request type
 * @param answer an empty message of the answer type
 */
public record CustomMethod<Q extends Message, A extends Message>(
    String fullName, Q request, A answer, Opening<Q, A> opening) {

  /**
   * Begins a conversation with an authenticated caller; called on a virtual thread, may block,
   * refuses by throwing.
   */
  @FunctionalInterface
  public interface Opening<Q, A> {
    Conversation<Q> open(CallContext context, Replies<A> replies);
  }

  /**
   * The caller's side. Methods are called one after the other, on virtual threads; they may block
   * and refuse by throwing.
   */
  public interface Conversation<Q> {
    void said(Q message);

    /** The caller has said all and waits for the end. */
    void finished();

    /** The call has ended, whoever ended it and why. Called once and last. */
    void ended();
  }

  /** Our side. Thread-safe; what comes after the end is dropped. */
  public interface Replies<A> {
    void reply(A message);

    void complete();

    void fail(RuntimeException failure);
  }
}
