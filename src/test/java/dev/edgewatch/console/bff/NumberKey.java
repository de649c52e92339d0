package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import java.util.Comparator;

/** The simplest key there is: a number, with the name to tell equal ones apart. */
record NumberKey(int value, String name) implements OrderBy.Key {
  static final Comparator<OrderBy.Key> ORDER =
      Comparator.comparingInt((OrderBy.Key key) -> ((NumberKey) key).value())
          .thenComparing(OrderBy.Key::name);
}
