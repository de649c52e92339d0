package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Refusal.Unsettled.Cause;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.Statuses;
import dev.edgewatch.watch.WatchStream;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes calls on to the region that owns what they are about (contract section 8.4), byte for byte
 * and with the caller's own token: the owner decides. A call that has been here before is refused,
 * so that two regions that take each other for the owner do not pass it to and fro.
 *
 * @param siblings empty for a region that is alone, which can only name the owner
 */
record Forwarder(String region, Optional<EdgeClient> siblings) {
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /**
   * @param service whose deployment in the other region is called
   */
  Answer unary(
      String service,
      MethodDescriptor<ByteString, ByteString> method,
      CallContext context,
      ByteString request,
      String owner) {
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    Channel channel =
        ClientInterceptors.intercept(
            channel(service, context, owner),
            MetadataUtils.newAttachHeadersInterceptor(
                context.onward().from(region, context.requestId())),
            MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers));
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ByteString answer = ClientCalls.blockingUnaryCall(channel, method, options, request);
      return new Answer(answer, position(trailers.get(), owner));
    } catch (StatusRuntimeException failed) {
      throw refusal(method, owner, failed).exception();
    }
  }

  /**
   * Ids of the regions that serve a service, this one first; refuses with UNAVAILABLE as long as it
   * is not known which ones there are.
   */
  List<String> serving(String service) {
    List<String> regions = new ArrayList<>(List.of(region));
    siblings.ifPresent(client -> regions.addAll(client.serving(service)));
    return regions.stream().distinct().toList();
  }

  /** A write that broke off on its way may have been carried out, and its caller must know. */
  private static Refusal refusal(
      MethodDescriptor<?, ?> method, String owner, StatusRuntimeException failed) {
    return !method.isSafe() && !Statuses.saysRefusal(failed)
        ? new Refusal.Unsettled(
            Cause.OUTCOME_UNKNOWN,
            "region " + owner + " did not answer; the write may have happened there")
        : Statuses.refusal(failed);
  }

  WatchStream stream(
      String service,
      MethodDescriptor<ByteString, ByteString> method,
      CallContext context,
      ByteString request,
      String owner,
      GatedCall<ByteString> call) {
    return ForwardedStream.open(
        channel(service, context, owner).newCall(method, CallOptions.DEFAULT),
        context.onward().from(region, context.requestId()),
        request,
        call);
  }

  ForwardedConversation conversation(
      String service,
      MethodDescriptor<ByteString, ByteString> method,
      CallContext context,
      String owner,
      GatedCall<ByteString> call) {
    return ForwardedConversation.open(
        channel(service, context, owner).newCall(method, CallOptions.DEFAULT),
        context.onward().from(region, context.requestId()),
        call);
  }

  private Channel channel(String service, CallContext context, String owner) {
    if (siblings.isEmpty()) {
      throw new Refusal.Precondition(
              Owners.ELSEWHERE,
              "this belongs to region " + owner + "; this is " + region,
              List.of(owner))
          .exception();
    }
    if (context.onward().passed(region)) {
      throw new Refusal.Precondition(
              "ROUTING_LOOP",
              "the call has been in region " + region + " before; expected its owner",
              List.of(owner))
          .exception();
    }
    return siblings.get().channels().to(service, owner);
  }

  private static Position position(Metadata trailers, String owner) {
    String text = trailers == null ? null : trailers.get(Headers.POSITION);
    return text == null ? new Position(owner, 0) : Position.parse(text);
  }
}
