package dev.edgewatch.store;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which transactions a database snapshot contains, as {@code pg_current_snapshot()} prints it:
 * {@code xmin:xmax:xip,xip}. All before {@code xmin} are contained, none from {@code xmax} on, and
 * those in the list, which were still running, are not.
 */
record Snapshot(long xmin, long xmax, Set<Long> running) {

  static Snapshot parse(String text) {
    String[] parts = text.split(":", -1);
    Set<Long> running =
        parts[2].isEmpty()
            ? Set.of()
            : Arrays.stream(parts[2].split(","))
                .map(Long::valueOf)
                .collect(Collectors.toCollection(HashSet::new));
    return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
  }

  /**
   * @param xid the lower 32 bits of a transaction id that is less than two billion away from this
   *     snapshot
   */
  boolean contains(int xid) {
    long id = xmax + (xid - (int) xmax);
    return id < xmin || (id < xmax && !running.contains(id));
  }
}
