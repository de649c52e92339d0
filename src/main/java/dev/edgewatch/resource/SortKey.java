package dev.edgewatch.resource;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values one resource is ordered by, null for a missing one. A sorted view keeps one per row,
 * so the first value, which is mostly the only one, needs no array.
 */
final class SortKey implements OrderBy.Key {
  private static final @Nullable Object[] NOTHING = {};

  private final @Nullable Object first;
  private final @Nullable Object[] others;
  private final String name;

  private SortKey(@Nullable Object first, @Nullable Object[] others, String name) {
    this.first = first;
    this.others = others;
    this.name = name;
  }

  static SortKey of(@Nullable Object[] values, String name) {
    return switch (values.length) {
      case 0 -> new SortKey(null, NOTHING, name);
      case 1 -> new SortKey(values[0], NOTHING, name);
      default -> new SortKey(values[0], Arrays.copyOfRange(values, 1, values.length), name);
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Nullable Object value(int index) {
    return index == 0 ? first : others[index - 1];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SortKey key
        && name.equals(key.name)
        && Objects.equals(first, key.first)
        && Arrays.equals(others, key.others);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
