package dev.edgewatch.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Figures of the engine, all named {@code edgewatch.watch.*}. Thread-safe. */
final class WatchMeters {
  /** What is counted as present. */
  enum Present {
    PAGE_STREAMS("streams", "page"),
    ALL_STREAMS("streams", "all"),
    ONE_STREAMS("streams", "one"),
    COLLECTIONS("collections", ""),
    ROWS("resident.rows", ""),
    VIEWS("views", ""),
    WINDOWS("windows", "");

    private final String meter;
    private final String kind;

    Present(String meter, String kind) {
      this.meter = meter;
      this.kind = kind;
    }
  }

  private final Map<Present, AtomicInteger> present = new EnumMap<>(Present.class);
  private final Counter deltas;
  private final Timer delivery;

  WatchMeters(MeterRegistry registry) {
    for (Present what : Present.values()) {
      AtomicInteger count = new AtomicInteger();
      present.put(what, count);
      Gauge.Builder<AtomicInteger> gauge =
          Gauge.builder("edgewatch.watch." + what.meter, count, AtomicInteger::get);
      (what.kind.isEmpty() ? gauge : gauge.tag("kind", what.kind)).register(registry);
    }
    deltas =
        Counter.builder("edgewatch.watch.deltas")
            .description("deltas of windows, each computed once")
            .register(registry);
    delivery =
        Timer.builder("edgewatch.watch.delivery")
            .description(
                "from the feed handing over a transaction until every ready watcher was sent it")
            .register(registry);
  }

  void add(Present what, int count) {
    of(what).addAndGet(count);
  }

  private AtomicInteger of(Present what) {
    return Objects.requireNonNull(present.get(what), "each kind has a count from the start");
  }

  void deltas(int count) {
    deltas.increment(count);
  }

  void delivered(long nanos) {
    delivery.record(Duration.ofNanos(nanos));
  }
}
