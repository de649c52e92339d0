package dev.edgewatch.bench;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Issues the updates of the workload. Devices come in turn, so that no two updates in flight are of
 * the same one.
 */
final class Updates {
  static final int MOST = 4_000_000;

  private static final int IN_FLIGHT = 64;
  private static final int SCORES = 1_000_000;

  private final BenchFleet fleet;
  private final Probes probes;
  private final AtomicInteger stamps = new AtomicInteger();
  private final AtomicInteger topScore = new AtomicInteger(SCORES);

  Updates(BenchFleet fleet, Probes probes) {
    this.fleet = fleet;
    this.probes = probes;
  }

  /** Stamp of the last update that was issued. */
  int last() {
    return stamps.get();
  }

  /** Issues updates at a steady rate, whether those before are acknowledged or not. */
  void paced(int perSecond, int seconds) {
    long next = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < perSecond * seconds; i++) {
        callers.execute(this::issue);
        next += 1_000_000_000L / perSecond;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }

  /** 64 callers, each of which issues the next update when its last one is acknowledged. */
  void closedLoop(int seconds, Distribution acknowledgement) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < IN_FLIGHT; i++) {
        callers.execute(
            () -> {
              for (long issued = System.nanoTime(); issued < end; issued = System.nanoTime()) {
                issue();
                acknowledgement.record(System.nanoTime() - issued);
              }
            });
      }
    }
  }

  private void issue() {
    int stamp = stamps.incrementAndGet();
    long score =
        Probes.isProbe(stamp) ? topScore.incrementAndGet() : new Random(stamp).nextInt(SCORES);
    probes.issue(stamp);
    fleet.update(fleet.device(stamp), BenchFleet.score(score), stamp);
  }
}
