package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.watch.WatchStream;
import io.grpc.ServerCall;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Opens a watch with the one request of its call and tells it when the client takes messages again.
 */
final class StreamListener extends ServerCall.Listener<ByteString> {
  private final GatedCall<ByteString> gated;
  private final Supplier<CallContext> admission;
  private final StreamMethod method;
  private final StreamAges ages;
  private @Nullable ByteString request;
  private @Nullable WatchStream stream;

  StreamListener(
      ServerCall<ByteString, ByteString> call,
      GatedCall<ByteString> gated,
      Supplier<CallContext> admission,
      StreamMethod method,
      StreamAges ages) {
    this.gated = gated;
    this.admission = admission;
    this.method = method;
    this.ages = ages;
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
    MDC.put(UnaryListener.REQUEST_ID, gated.requestId());
    try {
      ByteString complete = request;
      if (complete == null) {
        throw Refusal.invalid("MESSAGE_MISSING", "", "there is no request; expected one");
      }
      WatchStream opened = method.open(admission.get(), complete, gated);
      stream = opened;
      gated.whenEnded(opened::close);
      ages.limit(gated);
      opened.onReady();
    } catch (RuntimeException failure) {
      gated.fail(failure);
    } finally {
      MDC.remove(UnaryListener.REQUEST_ID);
    }
  }

  @Override
  public void onReady() {
    WatchStream open = stream;
    if (open != null) {
      open.onReady();
    }
  }

  @Override
  public void onCancel() {
    gated.cancelled();
  }
}
