package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.routing.Statuses;
import dev.edgewatch.watch.WatchStream;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;

/**
 * A watch of another region, passed on message by message and only as fast as the caller takes
 * them. Thread-safe.
 */
final class ForwardedStream extends ClientCall.Listener<ByteString> implements WatchStream {
  private final ClientCall<ByteString, ByteString> there;
  private final GatedCall<ByteString> here;
  private boolean owed;

  private ForwardedStream(ClientCall<ByteString, ByteString> there, GatedCall<ByteString> here) {
    this.there = there;
    this.here = here;
  }

  static ForwardedStream open(
      ClientCall<ByteString, ByteString> there,
      Metadata headers,
      ByteString request,
      GatedCall<ByteString> here) {
    ForwardedStream stream = new ForwardedStream(there, here);
    there.start(stream, headers);
    there.sendMessage(request);
    there.halfClose();
    there.request(1);
    return stream;
  }

  @Override
  public void onMessage(ByteString message) {
    here.send(message);
    synchronized (this) {
      owed = true;
    }
    onReady();
  }

  /**
   * Both when the caller can take more and when a message has come: asks for the next one if there
   * is room for it.
   */
  @Override
  public void onReady() {
    synchronized (this) {
      if (!owed || !here.isReady()) {
        return;
      }
      owed = false;
    }
    there.request(1);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (status.isOk()) {
      here.complete();
    } else {
      here.fail(Statuses.refusal(status.asRuntimeException(trailers)));
    }
  }

  @Override
  public void close() {
    there.cancel("the caller is gone", null);
  }
}
