package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.resource.standard.WatchOneResponse;
import io.grpc.Metadata;

/**
 * Follows one resource (contract section 6.2). When the stream ends, this watch is over; whether
 * and when to open another one is the caller's decision ({@link Backoff} helps).
 */
public final class OneWatch implements AutoCloseable {
  private final StreamCall stream;

  private OneWatch(StreamCall stream) {
    this.stream = stream;
  }

  /** Receives the resource; called by one thread at a time. */
  public interface Listener {
    /** The resource as it is now. */
    void present(Resource resource);

    /** It does not exist any more; it may come back. */
    void removed();

    /** The stream ended, or could not be opened; called once and last. */
    void ended(Refusal refusal);
  }

  static OneWatch open(
      ResourceType type, RegionCalls calls, String name, FieldMask mask, Listener listener) {
    View view = mask.getPathsCount() == 0 ? View.FULL : View.UNSPECIFIED;
    StreamCall.Sink sink =
        new StreamCall.Sink() {
          @Override
          public void message(ByteString message) {
            deliver(WatchOneResponse.decode(message).change(), type, listener);
          }

          @Override
          public void ended(Refusal refusal) {
            listener.ended(refusal);
          }
        };
    return new OneWatch(
        calls.stream(
            type,
            StandardMethod.WATCH_ONE,
            new Metadata(),
            new WatchOneRequest(name, mask, view),
            sink));
  }

  /** The listener hears no more than what it is hearing now. */
  @Override
  public void close() {
    stream.close();
  }

  private static void deliver(ResourceChange change, ResourceType type, Listener listener) {
    switch (change) {
      case ResourceChange.Added(var resource, _) ->
          listener.present(EncodedResources.resource(type, resource));
      case ResourceChange.Modified(_, var resource, _, _) ->
          listener.present(EncodedResources.resource(type, resource));
      case ResourceChange.Current(var resource) ->
          listener.present(EncodedResources.resource(type, resource));
      case ResourceChange.Removed(_, _) -> listener.removed();
    }
  }
}
