package dev.edgewatch.bench;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.FakeFeed;
import dev.edgewatch.watch.PageWatch;
import dev.edgewatch.watch.Progress;
import dev.edgewatch.watch.Query;
import dev.edgewatch.watch.WatchLimits;
import dev.edgewatch.watch.WatchMessage;
import dev.edgewatch.watch.WatchSink;
import dev.edgewatch.watch.Watches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The watch engine alone, without gRPC and PostgreSQL: CPU time of the feed's thread per update,
 * with the workload "live page watch". Arguments: rows (100000), watches (100), sites (100),
 * updates per round (50000).
 */
public final class WatchEngineBench {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");
  private static final String PARENT = "projects/acme-cold-chain/regions/us-west2";
  private static final int PAGE = 50;
  private static final int ROUNDS = 5;

  private final SplittableRandom random = new SplittableRandom(42);
  private final FakeFeed feed = new FakeFeed();
  private final int rows;
  private final int sites;
  private long top = 1_000_000;
  private long messages;
  private long changes;

  private WatchEngineBench(int rows, int sites) {
    this.rows = rows;
    this.sites = sites;
  }

  public static void main(String[] arguments) {
    int[] given = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    int rows = given.length > 0 ? given[0] : 100_000;
    int watches = given.length > 1 ? given[1] : 100;
    int sites = given.length > 2 ? given[2] : 100;
    int updates = given.length > 3 ? given[3] : 50_000;
    new WatchEngineBench(rows, sites).run(watches, updates);
  }

  private void run(int watches, int updates) {
    for (int i = 0; i < rows; i++) {
      feed.save(device(i, random.nextLong(1_000_000)));
    }
    feed.forgetHistory();
    int encoded = feed.rows().stream().mapToInt(row -> row.encoded().size()).sum();
    System.out.printf(
        "%d rows of %d bytes, %d watches, %d sites%n", rows, encoded / rows, watches, sites);
    double alone = round(updates);
    alone = Math.min(alone, round(updates));
    System.out.printf("feed alone %.1f us/update%n", alone);
    try (Watches engine =
        Watches.over(feed, WatchLimits.standard(), Clock.systemUTC(), new SimpleMeterRegistry())) {
      long before = used();
      long start = System.nanoTime();
      engine.get(DEVICE, name(0));
      System.out.printf("collection resident after %.0f ms%n", (System.nanoTime() - start) / 1e6);
      System.out.printf(
          "%.0f bytes of index and objects a row%n", (used() - before) / (double) rows);
      open(engine, watches);
      System.out.printf("%.1f KB a watch%n", (used() - before) / 1024.0 / watches);
      for (int i = 0; i < ROUNDS; i++) {
        messages = 0;
        changes = 0;
        double cpu = round(updates);
        System.out.printf(
            "%.1f us CPU/update (%.1f without the feed), %.2f messages and %.2f changes an update%n",
            cpu, cpu - alone, messages / (double) updates, changes / (double) updates);
      }
    }
  }

  private void open(Watches engine, int watches) {
    long[] took = new long[watches];
    for (int i = 0; i < watches; i++) {
      Query query =
          new Query(
              DEVICE,
              DEVICE.parseParent(PARENT),
              Filter.parse(DEVICE, "metadata.labels.site = \"s" + i % sites + "\""),
              OrderBy.parse(DEVICE, "metadata.annotations.score desc"));
      Mask mask =
          Mask.of(
              DEVICE.descriptor(),
              "name",
              "display_name",
              "metadata.annotations",
              "metadata.labels");
      long start = System.nanoTime();
      engine.watchPage(new PageWatch(query, "", PAGE, 0, mask, Progress.SILENT), new Counting());
      took[i] = System.nanoTime() - start;
    }
    System.out.printf("first watch opened in %.1f ms", took[0] / 1e6);
    Arrays.sort(took);
    System.out.printf(
        ", p50 %.2f ms, p99 %.2f ms%n", took[watches / 2] / 1e6, took[watches * 99 / 100] / 1e6);
  }

  /** CPU microseconds of this thread per update. */
  private double round(int updates) {
    Resource[] prepared = new Resource[updates];
    for (int i = 0; i < updates; i++) {
      boolean probe = i % 2 == 0;
      prepared[i] = device(random.nextInt(rows), probe ? top++ : random.nextLong(1_000_000));
    }
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (Resource resource : prepared) {
      feed.save(resource);
    }
    double cpu =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e3 / updates;
    feed.forgetHistory();
    return cpu;
  }

  private Resource device(int number, long score) {
    return Resource.of(
        DEVICE,
        Device.newBuilder()
            .setName(name(number))
            .setDisplayName("Freezer " + number)
            .setDescription("In the back room, next to the door of the loading bay")
            .setMetadata(
                Meta.newBuilder()
                    .putLabels("site", "s" + number % sites)
                    .putAnnotations("score", "%09d".formatted(score))
                    .putAnnotations("stamp", Long.toString(System.nanoTime())))
            .build());
  }

  private static String name(int number) {
    return PARENT + "/devices/d-" + number;
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private final class Counting implements WatchSink {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void send(WatchMessage message) {
      messages++;
      changes += message.changes().size();
    }

    @Override
    public void fail(Refusal refusal) {
      throw refusal.exception();
    }
  }
}
