package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import io.grpc.ServerCall;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Takes the one request of a unary call and runs the method when it is complete. */
final class UnaryListener extends ServerCall.Listener<ByteString> {
  static final String REQUEST_ID = "request_id";

  private final GatedCall<ByteString> gated;
  private final Supplier<CallContext> admission;
  private final UnaryMethod method;
  private @Nullable ByteString request;

  UnaryListener(
      ServerCall<ByteString, ByteString> call,
      GatedCall<ByteString> gated,
      Supplier<CallContext> admission,
      UnaryMethod method) {
    this.gated = gated;
    this.admission = admission;
    this.method = method;
    call.request(2);
  }

  @Override
  public void onMessage(ByteString message) {
    if (request != null) {
      gated.fail(
          Refusal.invalid("MESSAGE_TWICE", "", "there are two requests; expected one").refusal());
    }
    request = message;
  }

  @Override
  public void onHalfClose() {
    MDC.put(REQUEST_ID, gated.requestId());
    try {
      ByteString complete = request;
      if (complete == null) {
        throw Refusal.invalid("MESSAGE_MISSING", "", "there is no request; expected one");
      }
      Answer answer = method.answer(admission.get(), complete);
      gated.answer(answer.message(), Optional.of(answer.position()));
    } catch (RuntimeException failure) {
      gated.fail(failure);
    } finally {
      MDC.remove(REQUEST_ID);
    }
  }

  @Override
  public void onCancel() {
    gated.cancelled();
  }
}
