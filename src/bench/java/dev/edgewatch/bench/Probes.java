package dev.edgewatch.bench;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When each update was issued, and how many watches have seen it. Every second update is a probe:
 * it goes to the top of its site's page, so every watch of that site must see it. The others may
 * slide into a page at any time later and say nothing about delivery.
 */
final class Probes {
  private static final int MOST_SIGHTS = 2_000_000;

  private final AtomicLongArray issued;
  private final AtomicIntegerArray seen;
  private volatile Distribution delivery = new Distribution(0);

  Probes(int most) {
    issued = new AtomicLongArray(most);
    seen = new AtomicIntegerArray(most);
  }

  static boolean isProbe(int stamp) {
    return stamp % 2 == 0;
  }

  /** Delivery times of what is seen from now on. */
  Distribution measure() {
    Distribution fresh = new Distribution(MOST_SIGHTS);
    delivery = fresh;
    return fresh;
  }

  void issue(int stamp) {
    issued.set(stamp, System.nanoTime());
  }

  /** To be called at the first sight of a probe by a watch, and only then. */
  void seen(int stamp) {
    delivery.record(System.nanoTime() - issued.get(stamp));
    seen.incrementAndGet(stamp);
  }

  int timesSeen(int stamp) {
    return seen.get(stamp);
  }
}
