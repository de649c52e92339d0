package dev.edgewatch.region;

import dev.edgewatch.resource.RefusalException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams that are open, each with the question that allowed it. When the answers may have
 * changed they are asked again, and streams that would not be allowed any more are ended.
 * Thread-safe.
 */
final class OpenStreams {
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();

  private record Stream(GatedCall<?> call, Runnable authorization) {}

  /** Asks at once, because the answer may have changed since it was asked last. */
  void add(GatedCall<?> call, Runnable authorization) {
    Stream stream = new Stream(call, authorization);
    streams.add(stream);
    call.whenEnded(() -> streams.remove(stream));
    authorization.run();
  }

  void askAgain() {
    for (Stream stream : streams) {
      try {
        stream.authorization.run();
      } catch (RefusalException denied) {
        stream.call.fail(denied);
      }
    }
  }
}
