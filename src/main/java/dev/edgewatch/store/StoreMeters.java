package dev.edgewatch.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a store measures, all with the tag {@code region}. */
final class StoreMeters {
  private final MeterRegistry registry;
  private final String region;
  private final Timer commit;
  private final DistributionSummary sessions;
  private final Counter repeated;

  StoreMeters(MeterRegistry registry, String region) {
    this.registry = registry;
    this.region = region;
    commit =
        Timer.builder("edgewatch.commit")
            .description("one database transaction, from the first lock to the disk")
            .publishPercentileHistogram()
            .tag("region", region)
            .register(registry);
    sessions =
        DistributionSummary.builder("edgewatch.commit.sessions")
            .description("sessions that shared a database transaction")
            .tag("region", region)
            .register(registry);
    repeated =
        Counter.builder("edgewatch.sessions.repeated")
            .description(
                "runs of a session's work that had to be repeated because what it read had changed")
            .tag("region", region)
            .register(registry);
  }

  void waiting(Supplier<Number> size) {
    Gauge.builder("edgewatch.sessions.waiting", size)
        .description("sessions that wait for a commit")
        .tag("region", region)
        .register(registry);
  }

  Timer.Sample startCommit() {
    return Timer.start(registry);
  }

  void committed(Timer.Sample timing, int group) {
    timing.stop(commit);
    sessions.record(group);
  }

  void repeated() {
    repeated.increment();
  }

  /** What the feed keeps of the recent past; its bounds are those of {@link StoreSettings}. */
  void history(Supplier<Number> bytes) {
    Gauge.builder("edgewatch.feed.history", bytes)
        .description("recent changes kept in memory, as large as they came from the database")
        .baseUnit("bytes")
        .tag("region", region)
        .register(registry);
  }

  void feed(Supplier<Number> lagMillis, Supplier<Number> silenceMillis, Supplier<Number> position) {
    TimeGauge.builder("edgewatch.feed.lag", lagMillis, TimeUnit.MILLISECONDS)
        .description("from the commit of the last transaction until the listeners had it")
        .tag("region", region)
        .register(registry);
    TimeGauge.builder("edgewatch.feed.silence", silenceMillis, TimeUnit.MILLISECONDS)
        .description("since the database was last heard")
        .tag("region", region)
        .register(registry);
    Gauge.builder("edgewatch.feed.position", position)
        .description("log sequence number up to which the listeners have seen everything")
        .tag("region", region)
        .register(registry);
  }
}
