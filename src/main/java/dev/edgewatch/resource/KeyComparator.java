package dev.edgewatch.resource;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Compares keys of one order: value by value with its direction, then by name. Missing values come
 * first when ascending.
 */
final class KeyComparator implements Comparator<OrderBy.Key> {
  private final ValueOrder[] orders;
  private final boolean[] descending;
  private final boolean nameDescending;

  /** The arrays belong together, one entry per value of a {@link SortKey}. */
  KeyComparator(ValueOrder[] orders, boolean[] descending, OrderBy.Direction name) {
    this.orders = orders;
    this.descending = descending;
    this.nameDescending = name == OrderBy.Direction.DESCENDING;
  }

  @Override
  public int compare(OrderBy.Key left, OrderBy.Key right) {
    SortKey one = (SortKey) left;
    SortKey other = (SortKey) right;
    for (int i = 0; i < orders.length; i++) {
      int order = compare(orders[i], one.value(i), other.value(i));
      if (order != 0) {
        return descending[i] ? -order : order;
      }
    }
    // names are ASCII, where the order of UTF-16 units is that of bytes
    int order = one.name().compareTo(other.name());
    return nameDescending ? -order : order;
  }

  @SuppressWarnings("ReferenceEquality") // equal values of many rows are often one object
  private static int compare(ValueOrder order, @Nullable Object one, @Nullable Object other) {
    if (one == other) {
      return 0;
    }
    if (one == null) {
      return -1;
    }
    return other == null ? 1 : order.compare(one, other);
  }
}
