package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the feed has come, and those who wait for it. Thread-safe. */
final class FeedProgress {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private volatile Position position;
  private volatile long heard = System.nanoTime();

  FeedProgress(Position start) {
    this.position = start;
  }

  Position position() {
    return position;
  }

  boolean covers(long lsn) {
    return Long.compareUnsigned(position.lsn(), lsn) >= 0;
  }

  void heard() {
    heard = System.nanoTime();
  }

  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  /** Never goes back. Only called by the feed's thread. */
  void advance(Position to) {
    if (covers(to.lsn())) {
      return;
    }
    lock.lock();
    try {
      position = to;
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void await(Position wanted, Duration atMost) {
    if (!wanted.region().equals(position.region())) {
      throw Refusal.invalid(
          "POSITION_OF_OTHER_REGION",
          "position",
          "position "
              + wanted.text()
              + " is of region "
              + wanted.region()
              + "; expected one of "
              + position.region());
    }
    if (position.covers(wanted)) {
      return;
    }
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (!position.covers(wanted)) {
        if (left <= 0) {
          throw new Refusal.Unavailable(
                  "BEHIND",
                  "region "
                      + position.region()
                      + " has not reached position "
                      + wanted.text()
                      + " within "
                      + atMost.toMillis()
                      + " ms",
                  Duration.ofMillis(500))
              .exception();
        }
        left = advanced.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refusal.Unavailable(
              "INTERRUPTED", "waiting for " + wanted.text() + " was interrupted", Duration.ZERO)
          .exception();
    } finally {
      lock.unlock();
    }
  }
}
