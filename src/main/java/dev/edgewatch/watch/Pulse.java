package dev.edgewatch.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the streams of a collection may have something to say without a change of their page.
 *
 * <p>Between two beats they have only if something was committed lately, so thousands of streams
 * over data that rest are not asked four times a second. {@link #stir} may be called by any thread,
 * the rest by the engine's own.
 */
final class Pulse {
  private final Beat beat;
  private final Duration aftermath;
  private final AtomicReference<@Nullable Instant> stirred = new AtomicReference<>();
  private Instant last;

  Pulse(WatchLimits limits, Instant now) {
    this.beat = new Beat(limits.progressEvery());
    this.aftermath = limits.totalsEvery();
    this.last = now;
  }

  /** Something was committed, or somebody could not be told yet. */
  void stir(Instant now) {
    stirred.set(now);
  }

  /** Whether there was a beat since this was asked last. */
  boolean isBeat(Instant now) {
    Instant before = last;
    last = now;
    return beat.isBetween(before, now);
  }

  /** Whether totals that a commit has changed may still have to be told. */
  boolean isStirred(Instant now) {
    Instant at = stirred.get();
    if (at != null && !now.isBefore(at.plus(aftermath))) {
      stirred.compareAndSet(at, null);
    }
    return at != null;
  }
}
