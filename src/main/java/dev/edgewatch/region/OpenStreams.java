package dev.edgewatch.region;

import dev.edgewatch.iam.AccessChange;
import dev.edgewatch.iam.Principal;
import java.util.ArrayList;
import java.util.List;
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
      GatedCall<?> call, Principal caller, Asking asking, String scope, Runnable authorization) {

    /** Nothing that goes wrong with one of them keeps the others from being asked. */
    void ask() {
      try {
        authorization.run();
      } catch (RuntimeException denied) {
        call.fail(denied);
      }
    }
  }

  /** Where a question may be asked again. */
  enum Asking {
    /** On the thread that delivers changes, so that no later change is sent: reads nothing. */
    BEFORE_LATER_CHANGES,
    /** Soon, on another thread: it may have to look at a resource that is not at hand. */
    SOON
  }

  /**
   * Asks at once, because the answer may have changed since it was asked last.
   *
   * @param scope of what the question is about; empty for the root, or when it is not known
   */
  void add(
      GatedCall<?> call, Principal caller, Asking asking, String scope, Runnable authorization) {
    Stream stream = new Stream(call, caller, asking, scope, authorization);
    streams.add(stream);
    call.whenEnded(() -> streams.remove(stream));
    authorization.run();
  }

  /** Asks those whose answer may be another one. Does not wait for anything. */
  void askAgain(AccessChange change) {
    List<Stream> soon = new ArrayList<>();
    for (Stream stream : streams) {
      if (change.concerns(stream.caller, stream.scope)) {
        switch (stream.asking) {
          case BEFORE_LATER_CHANGES -> stream.ask();
          case SOON -> soon.add(stream);
        }
      }
    }
    if (!soon.isEmpty()) {
      Thread.ofVirtual().name("asking-again").start(() -> soon.forEach(Stream::ask));
    }
  }
}
