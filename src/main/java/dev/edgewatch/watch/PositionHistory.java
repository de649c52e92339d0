package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which position the feed had at which time, about once a second, for watches that start from a
 * time. Thread-safe.
 */
final class PositionHistory {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final Duration kept;
  private final TreeMap<Instant, Position> positions = new TreeMap<>();

  PositionHistory(Duration kept) {
    this.kept = kept;
  }

  synchronized void note(Instant now, Position position) {
    if (positions.isEmpty() || !now.isBefore(positions.lastKey().plus(STEP))) {
      positions.put(now, position);
      positions.headMap(now.minus(kept)).clear();
    }
  }

  /**
   * A position from which on everything committed after that moment is to be seen; empty when that
   * is too long ago.
   */
  synchronized Optional<Position> before(Instant time) {
    return Optional.ofNullable(positions.floorEntry(time)).map(Map.Entry::getValue);
  }
}
