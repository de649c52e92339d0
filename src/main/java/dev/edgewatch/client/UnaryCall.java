package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.routing.Statuses;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request and one answer. The caller's thread waits, so call from a virtual one; interrupting
 * it cancels the call.
 */
final class UnaryCall extends ClientCall.Listener<ByteString> {
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final SentTracer sent = new SentTracer();
  private @Nullable ByteString message;

  private UnaryCall() {}

  sealed interface Result permits Answer, Failed {}

  record Answer(ByteString message, Metadata trailers) implements Result {}

  record Failed(RuntimeException cause, Sent sent) implements Result {}

  /** Whether the server may have seen the request. */
  enum Sent {
    NO,
    PERHAPS
  }

  static Result run(
      Channel channel,
      MethodDescriptor<ByteString, ByteString> method,
      CallOptions options,
      Metadata headers,
      ByteString request) {
    UnaryCall unary = new UnaryCall();
    ClientCall<ByteString, ByteString> call =
        channel.newCall(method, options.withStreamTracerFactory(unary.sent));
    call.start(unary, headers);
    // Two, so that a server that answers twice is found out instead of waited for.
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    try {
      return unary.result.get();
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
      cancel(call, givenUp);
      return unary.failed(
          Status.CANCELLED.withDescription("the caller gave up").asRuntimeException());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a call is never completed exceptionally", impossible);
    }
  }

  private static void cancel(
      ClientCall<ByteString, ByteString> call, InterruptedException givenUp) {
    try {
      call.cancel("the caller was interrupted", givenUp);
    } catch (RuntimeException stopping) {
      // The channel's threads have ended first, which gRPC tells in more than one way. Nobody waits
      // for the answer any more.
    }
  }

  @Override
  public void onMessage(ByteString received) {
    message = received;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    ByteString received = message;
    if (status.isOk() && received != null) {
      result.complete(new Answer(received, trailers));
    } else {
      Status failure =
          status.isOk() ? Status.INTERNAL.withDescription("the server sent no answer") : status;
      result.complete(failed(failure.asRuntimeException(trailers)));
    }
  }

  /** A refusal in so many words was decided before anything was written, whenever it was sent. */
  private Failed failed(RuntimeException cause) {
    boolean definite = Statuses.saysRefusal(cause) || !sent.happened.get();
    return new Failed(cause, definite ? Sent.NO : Sent.PERHAPS);
  }

  /** Notices when the first bytes of a request go to a connection. */
  private static final class SentTracer extends ClientStreamTracer.Factory {
    final AtomicBoolean happened = new AtomicBoolean();

    @Override
    public ClientStreamTracer newClientStreamTracer(
        ClientStreamTracer.StreamInfo info, Metadata headers) {
      return new ClientStreamTracer() {
        @Override
        public void outboundHeaders() {
          happened.set(true);
        }
      };
    }
  }
}
