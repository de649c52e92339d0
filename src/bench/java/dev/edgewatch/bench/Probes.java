package dev.edgewatch.bench;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each update was issued, and how often its stamp was seen by a watch. */
final class Probes {
  private final AtomicLongArray issued;
  private final AtomicIntegerArray seen;
  private volatile Distribution delivery;

  Probes(int most) {
    issued = new AtomicLongArray(most);
    seen = new AtomicIntegerArray(most);
    delivery = new Distribution(0);
  }

  /** Delivery times of what is issued from now on. */
  Distribution measure() {
    Distribution fresh = new Distribution(2_000_000);
    delivery = fresh;
    return fresh;
  }

  void issue(int stamp) {
    issued.set(stamp, System.nanoTime());
  }

  void seen(int stamp) {
    long at = issued.get(stamp);
    if (at != 0) {
      delivery.record(System.nanoTime() - at);
      seen.incrementAndGet(stamp);
    }
  }

  int timesSeen(int stamp) {
    return seen.get(stamp);
  }
}
