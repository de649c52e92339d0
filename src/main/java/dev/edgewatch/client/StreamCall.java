package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request and a stream of answers. The next message is asked for only when the sink has dealt
 * with the one before, so a slow sink slows the server down and nothing piles up in between.
 */
final class StreamCall extends ClientCall.Listener<ByteString> implements AutoCloseable {
  /** Receives a stream; called by one thread at a time. May block. */
  interface Sink {
    /** One message. A refusal thrown here ends the stream with it. */
    void message(ByteString message);

    /**
     * The stream has ended; called once and last, and not at all after the stream was closed here.
     */
    void ended(Refusal refusal);
  }

  private final Sink sink;
  private final Function<Throwable, Refusal> refusals;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable ClientCall<ByteString, ByteString> call;

  StreamCall(Sink sink, Function<Throwable, Refusal> refusals) {
    this.sink = sink;
    this.refusals = refusals;
  }

  void start(ClientCall<ByteString, ByteString> started, Metadata headers, ByteString request) {
    call = started;
    started.start(this, headers);
    started.request(1);
    started.sendMessage(request);
    started.halfClose();
  }

  /** Ends the stream from this side, for a reason the sink is told. */
  void failed(Refusal refusal) {
    if (over.compareAndSet(false, true)) {
      cancel(refusal.message());
      sink.ended(refusal);
    }
  }

  @Override
  public void onMessage(ByteString message) {
    if (over.get()) {
      return;
    }
    try {
      sink.message(message);
    } catch (RefusalException refused) {
      failed(refused.refusal());
      return;
    } catch (RuntimeException broken) {
      failed(
          new Refusal.Unavailable(
              "STREAM_UNREADABLE",
              "the stream cannot be followed: " + broken.getMessage(),
              Duration.ofSeconds(1)));
      return;
    }
    ClientCall<ByteString, ByteString> open = call;
    if (open != null) {
      open.request(1);
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (over.compareAndSet(false, true)) {
      Status reason =
          status.isOk()
              ? Status.UNAVAILABLE.withDescription("the server ended the stream")
              : status;
      sink.ended(refusals.apply(reason.asRuntimeException(trailers)));
    }
  }

  /** Ends the stream; the sink hears no more than what it is hearing now. */
  @Override
  public void close() {
    if (over.compareAndSet(false, true)) {
      cancel("closed by the client");
    }
  }

  private void cancel(String why) {
    ClientCall<ByteString, ByteString> open = call;
    if (open != null) {
      open.cancel(why, null);
    }
  }
}
