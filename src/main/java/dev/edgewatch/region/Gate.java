package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Authenticator;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.Repetition;
import dev.edgewatch.watch.Progress;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What every call of a region passes: it gets a request id and a deadline, its caller is
 * authenticated, and whatever goes wrong is translated once. Authorization follows in the method,
 * as soon as the names in the request are known. Thread-safe.
 */
final class Gate {
  private final Authenticator authenticator;
  private final Runnable seeingAccess;
  private final CallRecords records;
  private final CallerAddresses addresses;
  private final Denials denials;
  private final RegionTimer timer;
  private final StreamAges ages;
  private final Set<GatedCall<?>> streams = ConcurrentHashMap.newKeySet();
  private final CallersOfStreams callers;
  private volatile Consumer<CallContext> entry = context -> {};

  /**
   * @param seeingAccess waits until this node has seen what it has written about who comes in
   * @param addresses where calls come from
   * @param denials where it is noted who was refused what
   */
  Gate(
      Authenticator authenticator,
      Runnable seeingAccess,
      CallerAddresses addresses,
      Denials denials,
      RegionLimits limits,
      RegionTimer timer,
      MeterRegistry meters,
      Clock clock) {
    this.authenticator = authenticator;
    this.seeingAccess = seeingAccess;
    this.callers = new CallersOfStreams(authenticator, timer, clock);
    this.records = new CallRecords(meters);
    this.addresses = addresses;
    this.denials = denials;
    this.timer = timer;
    this.ages = new StreamAges(limits.watchAge(), timer);
  }

  /** Something quick to be done for every call that comes in; before the first one. */
  void onEntry(Consumer<CallContext> action) {
    entry = action;
  }

  /** Who comes in. */
  enum Entry {
    /** Those with an acceptable token; those without one may nothing. */
    SIGNED_IN,
    /** Those without a token as well. A token that is not acceptable is refused all the same. */
    ANYBODY
  }

  /**
   * @param deadline when the caller sets none
   */
  ServerCallHandler<ByteString, ByteString> unary(
      Duration deadline, Entry entry, UnaryMethod method) {
    return (call, headers) -> {
      GatedCall<ByteString> gated = open(call, headers);
      timer.limit(gated, deadline);
      return new UnaryListener(call, gated, () -> admit(gated, headers, entry), method);
    };
  }

  ServerCallHandler<ByteString, ByteString> stream(Entry entry, StreamMethod method) {
    return (call, headers) -> {
      GatedCall<ByteString> gated = openStream(call, headers);
      return new StreamListener(call, gated, () -> admit(gated, headers, entry), method, ages);
    };
  }

  ServerCallHandler<ByteString, ByteString> conversation(
      Entry entry, ConversationListener.Opening method) {
    return (call, headers) -> {
      GatedCall<ByteString> gated = openStream(call, headers);
      return new ConversationListener(call, gated, () -> admit(gated, headers, entry), method);
    };
  }

  /** Tells those who come in that there is nothing for them. */
  ServerCallHandler<ByteString, ByteString> refusing(Entry entry, Refusal why) {
    return (call, headers) -> {
      GatedCall<ByteString> gated = open(call, headers);
      try {
        admit(gated, headers, entry);
        gated.fail(why);
      } catch (RuntimeException refused) {
        gated.fail(refused);
      }
      return new ServerCall.Listener<>() {};
    };
  }

  /** For services that are not ours: nobody comes in without a token. */
  ServerInterceptor signedIn() {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
          requireSignedIn(headers);
        } catch (RuntimeException refused) {
          open(call, headers).fail(refused);
          return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
      }
    };
  }

  private <A> GatedCall<A> open(ServerCall<?, A> call, Metadata headers) {
    GatedCall<A> gated =
        new GatedCall<>(
            call,
            RequestIds.of(headers),
            CallOrigin.of(addresses, call, headers),
            records,
            denials);
    UnpackedMessages.onTooLarge(call, gated::fail);
    return gated;
  }

  private <A> GatedCall<A> openStream(ServerCall<?, A> call, Metadata headers) {
    GatedCall<A> gated = open(call, headers);
    streams.add(gated);
    gated.whenEnded(() -> streams.remove(gated));
    return gated;
  }

  /** Ends all streams, so that their clients go elsewhere; calls in flight go on. */
  void endStreams(Refusal why) {
    streams.forEach(stream -> stream.fail(why));
  }

  private CallContext admit(GatedCall<?> call, Metadata headers, Entry entry) {
    Principal principal = entry == Entry.ANYBODY ? authenticate(headers) : requireSignedIn(headers);
    call.calledBy(principal);
    if (streams.contains(call)) {
      callers.watch(call, principal);
    }
    CallContext context =
        new CallContext(
            call.requestId(),
            new Requester(principal, call.origin().address()),
            Optional.ofNullable(headers.get(Headers.AT_LEAST)).map(Position::parse),
            progress(headers),
            repetition(headers),
            Onward.of(headers, call.origin().address()),
            call.origin());
    this.entry.accept(context);
    return context;
  }

  private Principal requireSignedIn(Metadata headers) {
    Principal principal = authenticate(headers);
    if (principal instanceof Principal.Anonymous) {
      throw new Refusal.Denied(
              "", "", "there is no access token, and without one this call is not permitted")
          .exception();
    }
    return principal;
  }

  /**
   * Who has just made a key may use it at once, and an address that was just taken is nobody
   * else's, also where the change feed is still behind.
   */
  private Principal authenticate(Metadata headers) {
    Iterable<String> given = headers.getAll(Headers.AUTHORIZATION);
    if (given == null) {
      return new Principal.Anonymous();
    }
    seeingAccess.run();
    return authenticator.ofHeader(only(given));
  }

  /** Two of them are two opinions on who calls: a proxy may have looked at the other one. */
  private static String only(Iterable<String> given) {
    Iterator<String> each = given.iterator();
    String header = each.next();
    if (each.hasNext()) {
      throw new Refusal.Unauthenticated(
              "AUTHORIZATION_TWICE", "authorization is there more than once; expected it once")
          .exception();
    }
    return header;
  }

  /** Who wants the same answer again has to name the request by an id that is fit to be kept. */
  private static Repetition repetition(Metadata headers) {
    String wanted = headers.get(Headers.REPETITION);
    if (wanted == null) {
      return Repetition.ANOTHER_WRITE;
    }
    if (!wanted.equals(Headers.SAME_ANSWER)) {
      throw Refusal.invalid(
          "REPETITION_UNKNOWN",
          Headers.REPETITION.name(),
          Headers.REPETITION.name()
              + " is "
              + Quoted.of(wanted)
              + "; expected "
              + Headers.SAME_ANSWER);
    }
    if (!RequestIds.isGiven(headers)) {
      throw Refusal.invalid(
          "REQUEST_ID_MISSING",
          Headers.REQUEST_ID.name(),
          Headers.REPETITION.name() + " is set without a request id; expected " + RequestIds.FIT);
    }
    return Repetition.SAME_ANSWER;
  }

  private static Progress progress(Metadata headers) {
    String wanted = headers.get(Headers.WATCH);
    if (wanted == null) {
      return Progress.SILENT;
    }
    if (wanted.equals(Headers.PROGRESS)) {
      return Progress.REPORTED;
    }
    throw Refusal.invalid(
        "WATCH_EXTENSION_UNKNOWN",
        Headers.WATCH.name(),
        Headers.WATCH.name() + " is " + Quoted.of(wanted) + "; expected " + Headers.PROGRESS);
  }
}
