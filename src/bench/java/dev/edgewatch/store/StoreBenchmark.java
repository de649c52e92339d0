package dev.edgewatch.store;

import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How many read-and-update sessions per second one node commits, and how long after a commit a
 * listener of the feed has it. Arguments: callers (64), seconds (5), rows (10000), pause of each
 * caller between two sessions in milliseconds (0).
 */
public final class StoreBenchmark {
  private static final WriteContext CALLER = new WriteContext("user:bench@acme.example", "bench");

  private final StoreSettings settings;
  private final Store store;
  private final ResourceType type;
  private final int rows;
  private final String padding = "x".repeat(200);
  private final ConcurrentHashMap<Long, Long> returned = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Long> delivered = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();

  private StoreBenchmark(StoreSettings settings, Store store, ResourceType type, int rows) {
    this.settings = settings;
    this.store = store;
    this.type = type;
    this.rows = rows;
  }

  public static void main(String... arguments) throws InterruptedException {
    int[] numbers = {64, 5, 10_000, 0};
    for (int i = 0; i < arguments.length; i++) {
      numbers[i] = Integer.parseInt(arguments[i]);
    }
    Catalog catalog = Catalog.compiled();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    StoreSettings settings = TestPostgres.freshDatabase();
    try (Store store = PostgresStore.open(settings, catalog, meters, Clock.systemUTC())) {
      StoreBenchmark benchmark =
          new StoreBenchmark(settings, store, catalog.type("meta.goten.com/Region"), numbers[2]);
      benchmark.load();
      benchmark.run("warm-up", numbers[0], Duration.ofSeconds(3), numbers[3]);
      benchmark.run("measured", numbers[0], Duration.ofSeconds(numbers[1]), numbers[3]);
      meters
          .getMeters()
          .forEach(meter -> System.out.println(meter.getId().getName() + " " + meter.measure()));
    }
  }

  private void load() {
    store.snapshot(
        CALLER,
        session -> {
          for (int i = 0; i < rows; i++) {
            session.save(region(i, 0));
          }
          return true;
        });
    store.feed().follow(type, "", loaded -> {}, this::deliver);
  }

  private void deliver(CommittedTransaction transaction) {
    long now = System.nanoTime();
    transaction.changes().forEach(change -> delivered.put(change.version(), now));
  }

  private void run(String phase, int callers, Duration length, int pause)
      throws InterruptedException {
    returned.clear();
    delivered.clear();
    latencies.clear();
    CountDownLatch ended = new CountDownLatch(callers);
    CountDownLatch never = new CountDownLatch(1);
    Duration ownProcessor = processor(Stream.of(ProcessHandle.current()));
    Duration databaseProcessor = processor(databaseProcesses());
    long start = System.nanoTime();
    for (int caller = 0; caller < callers; caller++) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (System.nanoTime() - start < length.toNanos()) {
                  update();
                  if (pause > 0) {
                    try {
                      never.await(pause, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException interrupted) {
                      break;
                    }
                  }
                }
                ended.countDown();
              });
    }
    ended.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    int count = latencies.size();
    store.await(
        store.snapshot(CALLER, session -> save(session, 0)).position(), Duration.ofSeconds(10));
    System.out.printf(
        "%s: %d callers, %d updates, %.0f/s%n", phase, callers, count, count / seconds);
    System.out.printf(
        "  processor time per update: this program %.0f us, PostgreSQL %.0f us%n",
        processor(Stream.of(ProcessHandle.current())).minus(ownProcessor).toNanos() / 1e3 / count,
        processor(databaseProcesses()).minus(databaseProcessor).toNanos() / 1e3 / count);
    print("  session", latencies.stream().mapToLong(Long::longValue).toArray());
    print(
        "  return of the commit to the listener",
        returned.entrySet().stream()
            .mapToLong(entry -> deliveredAt(entry.getKey()) - entry.getValue())
            .toArray());
  }

  private long deliveredAt(long version) {
    return Objects.requireNonNull(delivered.get(version), "all that was committed was delivered");
  }

  private Stream<ProcessHandle> databaseProcesses() {
    try (var connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        var found = connection.createStatement().executeQuery("SELECT pid FROM pg_stat_activity")) {
      List<ProcessHandle> processes = new ArrayList<>();
      while (found.next()) {
        ProcessHandle.of(found.getLong(1)).ifPresent(processes::add);
      }
      return processes.stream();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Duration processor(Stream<ProcessHandle> processes) {
    return processes
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private void update() {
    int row = ThreadLocalRandom.current().nextInt(rows);
    long before = System.nanoTime();
    long version = store.snapshot(CALLER, session -> save(session, row)).value();
    long after = System.nanoTime();
    latencies.add(after - before);
    returned.put(version, after);
  }

  private long save(Session session, int row) {
    long count =
        session.get(type, "regions/r" + row).orElseThrow().as(Region.class).getTitle().length();
    session.save(region(row, count));
    return session.version();
  }

  private Resource region(int row, long count) {
    return Resource.of(
        type,
        Region.newBuilder()
            .setName("regions/r" + row)
            .setTitle(padding.substring((int) count % 3))
            .build());
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.3f ms, p90 %.3f ms, p99 %.3f ms, max %.3f ms%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 9 / 10] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }
}
