package dev.edgewatch.watch;

import dev.edgewatch.resource.Refusal;

/**
 * Where a watch stream writes. The gate implements it over a gRPC call. The engine calls {@link
 * #send} only while {@link #isReady()}, never from two threads at once, and the sink calls {@link
 * WatchStream#onReady} when it becomes ready again: a stream keeps no queue, it sends the
 * difference to what it last sent.
 */
public interface WatchSink {
  boolean isReady();

  void send(WatchMessage message);

  /** Ends the stream; nothing is sent afterwards. */
  void fail(Refusal refusal);
}
