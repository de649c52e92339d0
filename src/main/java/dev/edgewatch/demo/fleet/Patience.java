package dev.edgewatch.demo.fleet;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Calls again what cannot be done yet, because a region has only just started, does not have its
 * copy of a project, or is too busy. Gives up with the last refusal. What is called must be fit to
 * be done twice.
 */
public final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  private final Clock clock;

  public Patience(Clock clock) {
    this.clock = clock;
  }

  public <T> T call(Supplier<T> call) {
    Instant end = clock.instant().plus(LIMIT);
    while (true) {
      try {
        return call.get();
      } catch (RefusalException refused) {
        if (refused.refusal() instanceof Refusal.Invalid || clock.instant().isAfter(end)) {
          throw refused;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
