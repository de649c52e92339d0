package dev.edgewatch.bench;

import dev.edgewatch.client.ResourceClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a live grid asks of a region: N devices of S sites, W watches of the first 50 of a site by
 * score, updates of which every second one puts its device on top. Ends with a comparison of every
 * page with what it must be: a system that shows a wrong page has no figures.
 *
 * <p>The server and this client run on JVMs, which are slow until they have compiled what they run
 * often. So the first figures are of a cold server, the names say so; the others are taken after a
 * warm-up of the same kind as what is measured.
 */
final class LivePageWatch {
  private final BenchFleet fleet;
  private final RegionProcess region;
  private final ResourceClient devices;
  private final Probes probes = new Probes(Updates.MOST);
  private final Updates updates;
  private final Watchers watchers;
  private final Figures figures = new Figures();
  private final int count;
  private final boolean equal;

  private LivePageWatch(BenchFleet fleet, BenchEnvironment environment, int count, boolean equal) {
    this.fleet = fleet;
    this.region = environment.region();
    this.devices = environment.devices();
    this.count = count;
    this.equal = equal;
    this.updates = new Updates(fleet, probes);
    this.watchers = watchers();
  }

  static void main(String[] arguments) throws Exception {
    var options = new Options(List.of(arguments));
    try (var environment = BenchEnvironment.start(options)) {
      var fleet =
          new BenchFleet(
              environment.devices(), options.number("rows", 100_000), options.number("sites", 100));
      new LivePageWatch(fleet, environment, options.number("watches", 100), options.is("equal"))
          .run(
              options.number("warm-up", 20),
              options.number("idle", 20),
              options.number("seconds", 10));
    }
    System.exit(0);
  }

  private Watchers watchers() {
    return new Watchers(devices, fleet, probes, equal);
  }

  private void run(int warmUp, int idle, int seconds) throws Exception {
    figures
        .put("benchmark", "live-page-watch")
        .put("rows", fleet.rows())
        .put("sites", fleet.sites())
        .put("watches", count)
        .put("equal", equal);
    phase("creating " + fleet.rows() + " devices");
    load();
    phase("opening " + count + " watches, warming up for " + warmUp * 3 / 2 + " s");
    openCold();
    updates.paced(200, warmUp / 4);
    updates.closedLoop(warmUp, new Distribution(0));
    updates.paced(200, warmUp / 4);
    settle();
    pause(10);
    phase("idle");
    idle(idle);
    phase("20 and 200 updates a second");
    paced(20, seconds);
    paced(200, seconds);
    phase("closed loop");
    closedLoop(seconds);
    // Last, because the views that this makes stay for a minute and would have to be kept up too.
    phase("opening more watches, measuring memory");
    memory();
    openWarm("open_new_view", BenchFleet.ORDER + ", display_name");
    phase("done");
    figures.put("pages_verified", watchers.verify()).putLoad("load1").print();
  }

  private void load() throws InterruptedException {
    long start = System.nanoTime();
    fleet.create();
    double took = (System.nanoTime() - start) / 1e9;
    figures.put("load_s", took, 1).put("cold_creates_per_s", fleet.rows() / took, 0);
  }

  /** The first watch of all brings the collection into memory. */
  private void openCold() {
    long before = region.heapAfterCollection();
    double first = watchers.open(1, BenchFleet.ORDER).quantile(0.5);
    long resident = region.heapAfterCollection() - before;
    figures
        .put("first_open_cold_ms", first)
        .put("heap_loaded_mb", before / 1e6, 1)
        .put("resident_bytes_per_device", resident / fleet.rows())
        .put("encoded_bytes_per_device", fleet.encodedBytes())
        .put("open_cold", watchers.open(count - 1, BenchFleet.ORDER));
  }

  private void openWarm(String name, String order) {
    try (Watchers others = watchers()) {
      figures.put(name, others.open(count, order));
    }
  }

  /** What views cost, and what watches of views that are there cost on top. */
  private void memory() {
    String order = "metadata.annotations.score, display_name";
    long before = region.heapAfterCollection();
    int views = equal ? 1 : Math.min(count, fleet.sites());
    for (int i = 0; i < views; i++) {
      fleet.list(watchers.site(i), order, BenchWatch.SIZE);
    }
    long viewed = region.heapAfterCollection();
    try (Watchers others = watchers()) {
      figures.put("open", others.open(count, order));
      long watched = region.heapAfterCollection();
      figures
          .put("kb_per_view", (viewed - before) / 1024.0 / views, 1)
          .put("kb_per_watch", (watched - viewed) / 1024.0 / count, 1);
    }
  }

  private void idle(int seconds) {
    ServerCpu before = region.cpu();
    pause(seconds);
    ServerCpu used = region.cpu().since(before);
    figures
        .put("idle_cpu_percent", used.total() / seconds * 100, 1)
        .put("idle_cpu_java_percent", used.java() / seconds * 100, 1)
        .put("idle_cpu_compiler_percent", used.compiler() / seconds * 100, 1)
        .put("idle_watches", watchers.count());
  }

  private void paced(int perSecond, int seconds) {
    var measured = new Measured("at_" + perSecond);
    updates.paced(perSecond, seconds);
    measured.end();
  }

  private void closedLoop(int seconds) {
    var measured = new Measured("closed_loop");
    Distribution acknowledgement = new Distribution(Updates.MOST);
    updates.closedLoop(seconds, acknowledgement);
    figures.put("closed_loop_ack", acknowledgement);
    measured.end();
  }

  /** One phase of updates, from now until {@link #end}. */
  private final class Measured {
    private final String name;
    private final Distribution delivery = probes.measure();
    private final int first = updates.last() + 1;
    private final long deltas = watchers.deltas();
    private final long start = System.nanoTime();
    private final ServerCpu server = region.cpu();
    private final double client = ServerCpu.client();
    private final double machine = ServerCpu.machine();

    Measured(String name) {
      this.name = name;
    }

    void end() {
      ServerCpu used = region.cpu().since(server);
      double ownClient = ServerCpu.client() - client;
      double others = ServerCpu.machine() - machine - used.total() - ownClient;
      double took = (System.nanoTime() - start) / 1e9;
      settle();
      int last = updates.last();
      double count = last - first + 1;
      double delivered = watchers.deltas() - deltas;
      figures
          .put(name + "_updates_per_s", count / took, 0)
          .put(name + "_delta", delivery)
          .put(name + "_coverage", watchers.coverage(first, last), 4)
          .put(name + "_cpu_us_per_update", used.total() * 1e6 / count, 0)
          .put(name + "_cpu_java_us_per_update", used.java() * 1e6 / count, 0)
          .put(name + "_cpu_compiler_us_per_update", used.compiler() * 1e6 / count, 0)
          .put(name + "_cpu_postgres_us_per_update", used.postgres() * 1e6 / count, 0)
          .put(name + "_cpu_client_us_per_update", ownClient * 1e6 / count, 0)
          .put(name + "_deltas_per_update", delivered / count, 2)
          .put(name + "_other_load", others / took, 2);
    }
  }

  /** Tells the person who waits. */
  private static void phase(String what) {
    System.err.println(what + " ...");
  }

  /** Waits, up to 20 seconds, until every page is what it must be. */
  private void settle() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end && watchers.verify() < watchers.count()) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void pause(int seconds) {
    LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
  }
}
