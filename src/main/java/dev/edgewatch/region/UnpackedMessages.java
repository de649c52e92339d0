package dev.edgewatch.region;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.routing.Statuses;
import io.grpc.Attributes;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Refuses compressed messages that are too large when they are unpacked. gRPC stops unpacking at
 * the limit, but while it reads a message for a method, where a failure of the caller's looks like
 * one of ours.
 */
final class UnpackedMessages implements ServerInterceptor {
  private static final Attributes.Key<AtomicReference<Consumer<Refusal>>> ENDING =
      Attributes.Key.create("edgewatch-too-large");

  private final int largest;

  /**
   * @param largest message in bytes
   */
  UnpackedMessages(int largest) {
    this.largest = largest;
  }

  /** Says who ends a call with a message that is too large, and so records how it ended. */
  static void onTooLarge(ServerCall<?, ?> call, Consumer<Refusal> refusing) {
    AtomicReference<Consumer<Refusal>> ending = call.getAttributes().get(ENDING);
    if (ending != null) {
      ending.set(refusing);
    }
  }

  /** The service, whose messages are read where their refusal can be told. */
  ServerServiceDefinition of(ServerServiceDefinition service) {
    return ServerInterceptors.intercept(ServerInterceptors.useInputStreamMessages(service), this);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    AtomicReference<Consumer<Refusal>> refusing =
        new AtomicReference<>(refusal -> close(call, refusal));
    return new SimpleForwardingServerCallListener<>(
        next.startCall(new Refusable<>(call, refusing), headers)) {
      private boolean over;

      @Override
      public void onMessage(Q message) {
        if (over) {
          return;
        }
        try {
          super.onMessage(message);
        } catch (StatusRuntimeException unreadable) {
          if (unreadable.getStatus().getCode() != Code.RESOURCE_EXHAUSTED) {
            throw unreadable;
          }
          over = true;
          refusing
              .get()
              .accept(
                  new Refusal.TooLarge(
                      "a message has more bytes when it is unpacked; expected at most " + largest));
        }
      }

      @Override
      public void onHalfClose() {
        if (!over) {
          super.onHalfClose();
        }
      }
    };
  }

  /** For calls that nobody has said how to end. */
  private static void close(ServerCall<?, ?> call, Refusal refusal) {
    StatusRuntimeException told = Statuses.exception(refusal);
    call.close(told.getStatus(), Optional.ofNullable(told.getTrailers()).orElseGet(Metadata::new));
  }

  /** A call of which can be said who ends it. */
  private static final class Refusable<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final AtomicReference<Consumer<Refusal>> ending;

    Refusable(ServerCall<Q, A> call, AtomicReference<Consumer<Refusal>> ending) {
      super(call);
      this.ending = ending;
    }

    @Override
    public Attributes getAttributes() {
      return super.getAttributes().toBuilder().set(ENDING, ending).build();
    }
  }
}
