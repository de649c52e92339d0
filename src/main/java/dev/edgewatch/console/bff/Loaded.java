package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import java.util.Comparator;
import java.util.List;

/**
 * The loaded part of a list, as the regions say it is now.
 *
 * @param entries all rows of all regions from its first key on, in order and without gaps
 * @param base index of the first entry in the whole list
 * @param more whether rows follow behind the last entry
 * @param rowCount rows of the whole list
 */
record Loaded(List<Entry> entries, int base, boolean more, long rowCount) {

  /** Whether a row of this key would be among the entries, so that its absence means something. */
  boolean reaches(OrderBy.Key key, Comparator<OrderBy.Key> order) {
    return !more || (!entries.isEmpty() && order.compare(key, entries.getLast().key()) <= 0);
  }

  /** Rows behind the last entry. */
  int behind() {
    return more ? Math.clamp(rowCount - base - entries.size(), 0, Integer.MAX_VALUE) : 0;
  }
}
