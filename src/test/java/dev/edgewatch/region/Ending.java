package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How a call ended: refused, or answered. A stream counts as answered with its first message and is
 * not followed any further.
 */
record Ending(Status status, Metadata trailers, Optional<ByteString> answer) {

  boolean isAnswered() {
    return status.isOk();
  }

  /** Calls any method with any bytes; who is not answered within 20 s has been refused. */
  static CompletableFuture<Ending> of(
      Channel channel, MethodDescriptor<ByteString, ByteString> method, ByteString request) {
    return of(channel, method, request, new Metadata());
  }

  static CompletableFuture<Ending> of(
      Channel channel,
      MethodDescriptor<ByteString, ByteString> method,
      ByteString request,
      Metadata headers) {
    ClientCall<ByteString, ByteString> call =
        channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
    CompletableFuture<Ending> ending = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          private Optional<ByteString> answer = Optional.empty();

          @Override
          public void onMessage(ByteString message) {
            answer = Optional.of(message);
            if (!method.getType().serverSendsOneMessage()) {
              ending.complete(new Ending(Status.OK, new Metadata(), answer));
              call.cancel("answered", null);
            }
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            ending.complete(new Ending(status, trailers, answer));
          }
        },
        headers);
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    return ending;
  }
}
