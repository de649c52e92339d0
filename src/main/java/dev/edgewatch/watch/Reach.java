package dev.edgewatch.watch;

import dev.edgewatch.resource.OrderBy;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The part of an order in which a change can matter to a page, both ends included: the page and the
 * row after it, which decides whether there is a next page. No end means that the order is open
 * there.
 */
record Reach(OrderBy.@Nullable Key low, OrderBy.@Nullable Key high) {
  boolean holds(OrderBy.@Nullable Key key, Comparator<OrderBy.Key> order) {
    return key != null
        && (low == null || order.compare(low, key) <= 0)
        && (high == null || order.compare(key, high) <= 0);
  }
}
