package dev.edgewatch.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Durations in nanoseconds, recorded from any thread, read when all is done. */
final class Distribution {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] values;
  private final AtomicInteger count = new AtomicInteger();

  Distribution(int most) {
    values = new long[most];
  }

  void record(long nanos) {
    int at = count.getAndIncrement();
    if (at < values.length) {
      values[at] = nanos;
    }
  }

  int count() {
    return Math.min(count.get(), values.length);
  }

  /** In milliseconds with three digits; -1 when nothing was recorded. */
  double quantile(double share) {
    long[] sorted = Arrays.copyOf(values, count());
    Arrays.sort(sorted);
    return sorted.length == 0
        ? -1
        : Math.round(
                sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))]
                    / NANOS_PER_MILLI
                    * 1000)
            / 1000.0;
  }
}
