package dev.edgewatch.client;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Refusal;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Methods that are not standard ones, called by name with generated messages. Thread-safe. */
public final class CustomCalls {
  private final RegionCalls calls;

  CustomCalls(RegionCalls calls) {
    this.calls = calls;
  }

  /**
   * A custom method, to be made once and kept.
   *
   * @param fullName {@code ntt.devices.v1.DeviceService/Heartbeat}
   */
  public static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String fullName, MethodDescriptor.MethodType kind, Q request, A answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(kind)
        .setFullMethodName(fullName)
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }

  /** Calls and waits for the answer; refuses when the region does or does not answer in time. */
  public <Q extends Message, A extends Message> A ask(
      MethodDescriptor<Q, A> method, Q request, Duration deadline) {
    CallOptions options =
        calls.options().withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    Channel channel =
        ClientInterceptors.intercept(
            calls.channel().get(), MetadataUtils.newAttachHeadersInterceptor(calls.headers()));
    try {
      return ClientCalls.blockingUnaryCall(channel, method, options, request);
    } catch (StatusRuntimeException failed) {
      throw calls.refusal(failed).exception();
    }
  }

  /**
   * Opens a stream in both directions; returns at once. Answers are asked for one by one, as the
   * listener takes them. Refuses when the region is not known.
   */
  public <Q extends Message, A extends Message> Outbound<Q> stream(
      MethodDescriptor<Q, A> method, Listener<A> listener) {
    ClientCall<Q, A> call = calls.channel().get().newCall(method, calls.options());
    call.start(new Inbound<>(call, listener), calls.headers());
    call.request(1);
    return new Outbound<>(call);
  }

  /** Sends one request and follows the answers; otherwise as {@link #stream}. */
  public <Q extends Message, A extends Message> AutoCloseable follow(
      MethodDescriptor<Q, A> method, Q request, Listener<A> listener) {
    ClientCall<Q, A> call = calls.channel().get().newCall(method, calls.options());
    call.start(new Inbound<>(call, listener), calls.headers());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    return new Outbound<>(call);
  }

  /** Receives the answers of a stream; called by one thread at a time. */
  public interface Listener<A> {
    void answer(A answer);

    /** The stream ended; called once and last, also after {@link Outbound#close}. */
    void ended(Refusal refusal);
  }

  /** The sending side of a stream. Used by one thread at a time. */
  public static final class Outbound<Q> implements AutoCloseable {
    private final ClientCall<Q, ?> call;

    private Outbound(ClientCall<Q, ?> call) {
      this.call = call;
    }

    /** Whether a message would be sent now and not queued. */
    public boolean isReady() {
      return call.isReady();
    }

    public void send(Q message) {
      call.sendMessage(message);
    }

    /** Ends the stream at once, in both directions. */
    @Override
    public void close() {
      call.cancel("closed by the client", null);
    }
  }

  private final class Inbound<A> extends ClientCall.Listener<A> {
    private final ClientCall<?, A> call;
    private final Listener<A> listener;

    Inbound(ClientCall<?, A> call, Listener<A> listener) {
      this.call = call;
      this.listener = listener;
    }

    @Override
    public void onMessage(A answer) {
      listener.answer(answer);
      call.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      Status reason =
          status.isOk()
              ? Status.UNAVAILABLE.withDescription("the server ended the stream")
              : status;
      listener.ended(calls.refusal(reason.asRuntimeException(trailers)));
    }
  }
}
