package dev.edgewatch.bench;

import dev.edgewatch.client.ResourceClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What a live grid asks of a region: N devices of 100 sites, W watches of the first 50 of a site by
 * score, updates of which every second one puts its device on top. Ends with a comparison of every
 * page with what it must be: a system that shows a wrong page has no figures.
 */
final class LivePageWatch {
  private static final int MOST_UPDATES = 1_000_000;
  private static final int IN_FLIGHT = 64;

  private final BenchFleet fleet;
  private final Probes probes = new Probes(MOST_UPDATES + 1);
  private final List<BenchWatch> watches = new ArrayList<>();
  private final AtomicInteger stamps = new AtomicInteger();
  private final AtomicInteger topScore = new AtomicInteger(1_000_000);
  private final Figures figures = new Figures();
  private final RegionProcess region;

  private LivePageWatch(BenchFleet fleet, RegionProcess region) {
    this.fleet = fleet;
    this.region = region;
  }

  static void main(String[] arguments) throws Exception {
    var options = new Options(List.of(arguments));
    int rows = options.number("rows", 100_000);
    int watches = options.number("watches", 100);
    int seconds = options.number("seconds", 10);
    try (var environment = BenchEnvironment.start()) {
      ResourceClient devices = environment.devices();
      var bench = new LivePageWatch(new BenchFleet(devices, rows), environment.region());
      bench.run(devices, watches, seconds);
    }
    System.exit(0);
  }

  private void run(ResourceClient devices, int count, int seconds) throws Exception {
    figures.put("benchmark", "live-page-watch").put("rows", fleet.rows()).put("watches", count);
    long start = System.nanoTime();
    fleet.create();
    figures.put("load_s", (System.nanoTime() - start) / 1_000_000_000.0);
    long heapBefore = region.heapAfterCollection();
    openWatches(devices, count);
    long heapAfter = region.heapAfterCollection();
    figures.put("kb_per_watch", (heapAfter - heapBefore) / 1024 / count);
    idle(seconds);
    paced(20, seconds);
    paced(200, seconds);
    closedLoop(seconds);
    figures.put("pages_verified", verify());
    figures.print();
  }

  private void openWatches(ResourceClient devices, int count) throws Exception {
    Distribution opening = new Distribution(count);
    for (int i = 0; i < count; i++) {
      var watch = new BenchWatch(i % BenchFleet.SITES, probes);
      watches.add(watch);
      long nanos = watch.open(devices).get();
      if (i == 0) {
        figures.put("first_open_cold_ms", nanos / 1_000_000);
      } else {
        opening.record(nanos);
      }
    }
    figures.put("open", opening);
  }

  private void idle(int seconds) throws Exception {
    double before = region.cpuSeconds();
    LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
    figures.put(
        "idle_cpu_percent", Math.round((region.cpuSeconds() - before) / seconds * 1000) / 10.0);
  }

  private void paced(int perSecond, int seconds) throws Exception {
    Distribution delivery = probes.measure();
    int first = stamps.get() + 1;
    double cpu = region.cpuSeconds();
    long next = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < perSecond * seconds; i++) {
        callers.execute(this::updateOne);
        next += 1_000_000_000L / perSecond;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
    double used = region.cpuSeconds() - cpu;
    settle();
    figures
        .put("delta_at_" + perSecond, delivery)
        .put("coverage_at_" + perSecond, coverage(first))
        .put("cpu_us_per_update_at_" + perSecond, Math.round(used * 1e6 / (perSecond * seconds)));
  }

  private void closedLoop(int seconds) throws Exception {
    Distribution delivery = probes.measure();
    Distribution acknowledgement = new Distribution(MOST_UPDATES);
    int first = stamps.get() + 1;
    double cpu = region.cpuSeconds();
    long start = System.nanoTime();
    long end = start + Duration.ofSeconds(seconds).toNanos();
    Semaphore inFlight = new Semaphore(IN_FLIGHT);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() < end && stamps.get() < MOST_UPDATES - IN_FLIGHT) {
        inFlight.acquire();
        callers.execute(
            () -> {
              long issued = System.nanoTime();
              updateOne();
              acknowledgement.record(System.nanoTime() - issued);
              inFlight.release();
            });
      }
    }
    double took = (System.nanoTime() - start) / 1e9;
    double used = region.cpuSeconds() - cpu;
    settle();
    int updates = stamps.get() - first + 1;
    figures
        .put("closed_loop_updates_per_s", Math.round(updates / took))
        .put("closed_loop_ack", acknowledgement)
        .put("closed_loop_delta", delivery)
        .put("closed_loop_coverage", coverage(first))
        .put("closed_loop_cpu_us_per_update", Math.round(used * 1e6 / updates));
  }

  /** Devices come in turn, so that no two updates in flight are of the same one. */
  private void updateOne() {
    int stamp = stamps.incrementAndGet();
    int device = (int) ((stamp * 7919L) % fleet.rows());
    boolean probe = stamp % 2 == 0;
    long score = probe ? topScore.incrementAndGet() : new Random(stamp).nextInt(1_000_000);
    probes.issue(stamp);
    fleet.update(device, BenchFleet.score(score), stamp);
  }

  /**
   * Share of the probes that were seen by every watch of their site; below 1 means that changes
   * were conflated.
   */
  private double coverage(int first) {
    int expected = 0;
    int seen = 0;
    for (int stamp = first + first % 2; stamp <= stamps.get(); stamp += 2) {
      int site = fleet.site((int) ((stamp * 7919L) % fleet.rows()));
      int watching = (int) watches.stream().filter(watch -> watch.site() == site).count();
      expected += watching;
      seen += Math.min(watching, probes.timesSeen(stamp));
    }
    return expected == 0 ? 1 : Math.round(1000.0 * seen / expected) / 1000.0;
  }

  /** Waits, up to 20 seconds, until every page is what it must be. */
  private void settle() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end && verify() < watches.size()) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private int verify() {
    List<List<String>> oracles = new ArrayList<>();
    for (int site = 0; site < BenchFleet.SITES; site++) {
      oracles.add(fleet.oracle(site, BenchWatch.SIZE));
    }
    return (int)
        watches.stream().filter(watch -> watch.names().equals(oracles.get(watch.site()))).count();
  }
}
