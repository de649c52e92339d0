package dev.edgewatch.region;

import dev.edgewatch.iam.AccessChange;
import dev.edgewatch.iam.Principal;
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

  private record Stream(
      GatedCall<?> call, Principal caller, String scope, Runnable authorization) {}

  /**
   * Asks at once, because the answer may have changed since it was asked last.
   *
   * @param scope of what the question is about; empty for the root, or when it is not known
   */
  void add(GatedCall<?> call, Principal caller, String scope, Runnable authorization) {
    Stream stream = new Stream(call, caller, scope, authorization);
    streams.add(stream);
    call.whenEnded(() -> streams.remove(stream));
    authorization.run();
  }

  /** Asks those whose answer may be another one. Does not wait for anything. */
  void askAgain(AccessChange change) {
    for (Stream stream : streams) {
      if (!change.concerns(stream.caller, stream.scope)) {
        continue;
      }
      try {
        stream.authorization.run();
      } catch (RefusalException denied) {
        stream.call.fail(denied);
      }
    }
  }
}
