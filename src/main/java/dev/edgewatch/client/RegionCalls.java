package dev.edgewatch.client;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.routing.ForwardedToken;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.Statuses;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls of standard methods to one region on behalf of one caller.
 *
 * @param channel asked for each call, because a region's channel may be replaced or refused
 * @param atLeast what the region must have seen before it answers
 */
record RegionCalls(
    String region,
    Supplier<? extends Channel> channel,
    ForwardContext context,
    Optional<Position> atLeast) {
  private static final Duration SOON = Duration.ofSeconds(1);

  RegionCalls atLeast(Position position) {
    return new RegionCalls(region, channel, context, Optional.of(position));
  }

  /** Calls and waits for the answer; refuses when the region does, or when it does not answer. */
  UnaryCall.Answer ask(ResourceType type, StandardMethod method, StandardRequest request) {
    return switch (unary(type, method, request)) {
      case UnaryCall.Answer answer -> answer;
      case UnaryCall.Failed failed -> throw refusal(failed.cause()).exception();
    };
  }

  UnaryCall.Result unary(ResourceType type, StandardMethod method, StandardRequest request) {
    Channel open;
    Metadata headers;
    try {
      open = channel.get();
      headers = withPosition(context.authorizedHeaders(open.authority()));
    } catch (RefusalException | StatusRuntimeException impossible) {
      return new UnaryCall.Failed(impossible, UnaryCall.Sent.NO);
    }
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(
            Deadlines.of(method).toMillis(), TimeUnit.MILLISECONDS);
    return UnaryCall.run(open, WireMethods.of(type, method), options, headers, request.encode());
  }

  /** Opens a stream; the sink is called by one thread at a time. Never blocks. */
  StreamCall stream(
      ResourceType type,
      StandardMethod method,
      Metadata extra,
      StandardRequest request,
      StreamCall.Sink sink) {
    Metadata headers = headers();
    headers.merge(extra);
    StreamCall call = new StreamCall(sink, this::refusal);
    try {
      call.start(
          channel.get().newCall(WireMethods.of(type, method), options()),
          headers,
          request.encode());
    } catch (RefusalException notListed) {
      call.failed(notListed.refusal());
    }
    return call;
  }

  CallOptions options() {
    return CallOptions.DEFAULT.withCallCredentials(new ForwardedToken(context));
  }

  Metadata headers() {
    return withPosition(context.headers());
  }

  private Metadata withPosition(Metadata headers) {
    atLeast.ifPresent(position -> headers.put(Headers.AT_LEAST, position.text()));
    return headers;
  }

  /** What a failed call says; when it says nothing, the region does not answer. */
  Refusal refusal(Throwable failure) {
    Refusal said = Statuses.refusal(failure);
    if (said instanceof Refusal.Unavailable unavailable && !Statuses.saysRefusal(failure)) {
      return new Refusal.Unavailable(
          unavailable.reason(),
          "region " + region + " does not answer (" + unavailable.reason() + ")",
          SOON);
    }
    return said;
  }

  static Optional<Position> position(Metadata trailers) {
    return Optional.ofNullable(trailers.get(Headers.POSITION)).map(Position::parse);
  }
}
