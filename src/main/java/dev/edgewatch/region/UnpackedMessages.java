package dev.edgewatch.region;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.routing.Statuses;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/**
 * Refuses compressed messages that are too large when they are unpacked. gRPC stops unpacking at
 * the limit, but while it reads a message for a method, where a failure of the caller's looks like
 * one of ours.
 */
final class UnpackedMessages implements ServerInterceptor {
  private final int largest;

  /**
   * @param largest message in bytes
   */
  UnpackedMessages(int largest) {
    this.largest = largest;
  }

  /** The service, whose messages are read where their refusal can be told. */
  ServerServiceDefinition of(ServerServiceDefinition service) {
    return ServerInterceptors.intercept(ServerInterceptors.useInputStreamMessages(service), this);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean over;

      @Override
      public void onMessage(Q message) {
        try {
          super.onMessage(message);
        } catch (StatusRuntimeException unreadable) {
          if (unreadable.getStatus().getCode() != Code.RESOURCE_EXHAUSTED) {
            throw unreadable;
          }
          refuse();
        }
      }

      private void refuse() {
        over = true;
        super.onCancel();
        StatusRuntimeException refusal =
            Statuses.exception(
                new Refusal.TooLarge(
                    "a message has more bytes when it is unpacked; expected at most " + largest));
        call.close(
            refusal.getStatus(),
            Optional.ofNullable(refusal.getTrailers()).orElseGet(Metadata::new));
      }

      @Override
      public void onHalfClose() {
        if (!over) {
          super.onHalfClose();
        }
      }
    };
  }
}
