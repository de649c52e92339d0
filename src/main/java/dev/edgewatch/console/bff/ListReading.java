package dev.edgewatch.console.bff;

import com.google.protobuf.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rows of a list, read once, in its order: pages of each region, merged. Unlike a {@link
 * LiveQuery} it reads what nobody looks at, and never holds more than a page of each region.
 */
public interface ListReading {
  /** More rows are not read. */
  int MOST_ROWS = 250_000;

  /** Takes the rows, one at a time, on the reading's own thread. */
  interface Sink {
    /** One row; throws to stop the reading. */
    void row(LiveRow row);
  }

  /**
   * What was read.
   *
   * @param positions what each region had seen when it answered first
   * @param missing regions that did not answer, or stopped answering
   * @param more whether there are rows that were not read, because they are too many
   */
  record Summary(long rows, Map<String, String> positions, List<String> missing, boolean more) {}

  /**
   * Reads until the end, or until the sink throws, which this then throws. Blocks.
   *
   * @param regions ids of the regions to read, in order
   */
  Summary read(LiveQuery.Spec spec, List<String> regions, Sink sink);

  /** One row as it is read. */
  record ReadRow(String name, String region, Message resource) implements LiveRow {
    @Override
    public Optional<Instant> heldSince() {
      return Optional.empty();
    }

    @Override
    public Map<String, Instant> changedPaths() {
      return Map.of();
    }

    @Override
    public Optional<Instant> enteredAt() {
      return Optional.empty();
    }

    @Override
    public Optional<Gone> gone() {
      return Optional.empty();
    }
  }
}
