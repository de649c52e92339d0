package dev.edgewatch.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: full jitter, an even choice between 0.2 s and a bound
 * that doubles with each failure from 0.4 s to 10 s, so that clients cut off together do not come
 * back together. Not thread-safe.
 */
public final class Backoff {
  private static final long SHORTEST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 10_000;
  private static final int MOST_DOUBLINGS = 6;

  private final RandomGenerator random;
  private int failures;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait after one more failure. */
  public Duration next() {
    failures = Math.min(failures + 1, MOST_DOUBLINGS);
    long bound = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << failures);
    return Duration.ofMillis(random.nextLong(SHORTEST_MILLIS, bound + 1));
  }

  /** Something worked: the next failure is the first one again. */
  public void reset() {
    failures = 0;
  }
}
