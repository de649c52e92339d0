package dev.edgewatch.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of a page by name. Mostly one or two rows change at once, and these are found by
 * looking through the page; an index is only made for more.
 */
final class ShownByName {
  private static final int FEW = 3;

  private final List<Shown> rows;
  private final Map<String, Shown> index = new HashMap<>();
  private int asked;

  ShownByName(List<Shown> rows) {
    this.rows = rows;
  }

  @Nullable Shown find(String name) {
    if (++asked > FEW) {
      if (index.isEmpty()) {
        rows.forEach(row -> index.put(row.name(), row));
      }
      return index.get(name);
    }
    for (Shown row : rows) {
      if (row.name().equals(name)) {
        return row;
      }
    }
    return null;
  }
}
