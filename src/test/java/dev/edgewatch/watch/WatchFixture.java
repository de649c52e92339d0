package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * An engine over a fake feed, with a clock that the test moves and a memory of every state of the
 * data.
 */
final class WatchFixture implements AutoCloseable {
  private static final int NUMBERS = 60;

  final FakeFeed feed = new FakeFeed();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final RunningWatches watches;
  private final Map<Position, List<Resource>> states = new ConcurrentHashMap<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  WatchFixture() {
    this(WatchLimits.standard());
  }

  WatchFixture(WatchLimits limits) {
    watches = RunningWatches.stopped(feed, limits, clock(), meters);
    remember();
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  /** Lets time pass, and the engine notice it. */
  void pass(Duration time) {
    now = now.plus(time);
    watches.pulse();
  }

  Instant now() {
    return now;
  }

  /** Commits one to three random changes. */
  void change(RandomGenerator random) {
    Map<String, Resource> saved = new HashMap<>();
    Map<String, Resource> deleted = new HashMap<>();
    Map<String, Resource> present = new HashMap<>();
    feed.rows().forEach(row -> present.put(row.name(), row));
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      Resource row = Devices.random(random, random.nextInt(NUMBERS));
      if (saved.containsKey(row.name()) || deleted.containsKey(row.name())) {
        continue;
      }
      if (present.containsKey(row.name()) && random.nextInt(3) == 0) {
        deleted.put(row.name(), row);
      } else {
        saved.put(row.name(), row);
      }
    }
    feed.saveAndDelete(new ArrayList<>(saved.values()), new ArrayList<>(deleted.values()));
    remember();
  }

  void remember() {
    states.put(feed.position(), feed.rows());
  }

  List<Resource> at(Position position) {
    return Objects.requireNonNull(states.get(position), "no state was at that position");
  }

  int numbers() {
    return NUMBERS;
  }

  @Override
  public void close() {
    watches.close();
  }
}
