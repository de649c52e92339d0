package dev.edgewatch.resource;

import com.google.protobuf.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A total order over the resources of a type (contract section 4.1); the name is always its last
 * item. Strings are ordered by their UTF-8 bytes, enumerations by number, times chronologically;
 * messages, lists, maps and everything below a list are equal to each other. A missing value (an
 * unset message, an absent key of a map) is less than any other; a scalar is never missing, below
 * an unset message it has its default. Immutable value.
 */
public final class OrderBy {
  /** Most items an order may have. */
  public static final int MOST_ITEMS = 10;

  private final ResourceType type;
  private final List<Item> items;
  private final FieldPath[] comparedPaths;
  private final KeyComparator comparator;

  /** Which way an item sorts. */
  public enum Direction {
    ASCENDING,
    DESCENDING;

    public Direction reversed() {
      return this == ASCENDING ? DESCENDING : ASCENDING;
    }
  }

  /** One path and its direction. */
  public record Item(FieldPath path, Direction direction) {}

  /**
   * Sort key of one resource under one order. Equal keys belong to the same resource, because the
   * name is part of it.
   */
  public interface Key {
    String name();
  }

  /** {@code items} end with the name. */
  private OrderBy(ResourceType type, List<Item> items) {
    this.type = type;
    this.items = List.copyOf(items);
    List<Item> compared =
        items.subList(0, items.size() - 1).stream().filter(OrderBy::isOrdered).toList();
    ValueOrder[] orders = new ValueOrder[compared.size()];
    boolean[] descending = new boolean[compared.size()];
    for (int i = 0; i < orders.length; i++) {
      orders[i] = ValueOrder.of(compared.get(i).path().field()).orElseThrow();
      descending[i] = compared.get(i).direction() == Direction.DESCENDING;
    }
    this.comparedPaths = compared.stream().map(Item::path).toArray(FieldPath[]::new);
    this.comparator = new KeyComparator(orders, descending, items.getLast().direction());
  }

  /** Ascending by name: what an absent order means. */
  public static OrderBy name(ResourceType type) {
    return parse(type, "");
  }

  /**
   * Reads comma-separated {@code path [asc|desc]}; the empty text orders by name. Items that cannot
   * matter, because they repeat a path or follow the name, are left out. Refuses with the position
   * of the bad item.
   */
  public static OrderBy parse(ResourceType type, String text) {
    return new OrderBy(type, new OrderByText(type, text).items());
  }

  /** Whether values at the path differ in order; otherwise they are all the same to it. */
  private static boolean isOrdered(Item item) {
    FieldPath path = item.path();
    return !path.isRepeatedOnTheWay()
        && !path.isList()
        && !path.isMap()
        && ValueOrder.of(path.field()).isPresent();
  }

  public ResourceType type() {
    return type;
  }

  /**
   * Canonical text; the name is left out where the order ends with it anyway. Equal orders have
   * equal texts.
   */
  public String text() {
    Direction implied =
        items.size() == 1 ? Direction.ASCENDING : items.get(items.size() - 2).direction();
    boolean nameIsImplied = items.getLast().direction() == implied;
    return items.stream()
        .limit(nameIsImplied ? items.size() - 1 : items.size())
        .map(item -> item.path().text() + (item.direction() == Direction.DESCENDING ? " desc" : ""))
        .collect(Collectors.joining(","));
  }

  /** Paths with their directions, the name last. */
  public List<Item> items() {
    return items;
  }

  /** Paths compared, the name last. */
  public List<FieldPath> paths() {
    return items.stream().map(Item::path).toList();
  }

  /**
   * The values this order compares, taken from a resource: small, and all that a sorted structure
   * needs to keep.
   */
  public Key key(Message resource) {
    return key(resource, type.nameOf(resource));
  }

  /**
   * The same for a resource whose name is at hand: the key keeps this very string, so that many
   * keys can share it.
   */
  public Key key(Message resource, String name) {
    @Nullable Object[] values = new Object[comparedPaths.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = comparedPaths[i].value(resource).orElse(null);
    }
    return SortKey.of(values, name);
  }

  /**
   * A resource that has nothing but the values of a key of this order: the content of a page token.
   * What reads as it should anyway is not set, because the default of one member of a oneof would
   * clear the value of another.
   */
  Message resourceOf(Key key) {
    Message.Builder resource = type.defaultInstance().newBuilderForType();
    for (int i = 0; i < comparedPaths.length; i++) {
      Object value = ((SortKey) key).value(i);
      if (value != null
          && !comparedPaths[i].value(resource.buildPartial()).equals(Optional.of(value))) {
        comparedPaths[i].set(resource, value);
      }
    }
    return type.withName(resource.build(), key.name());
  }

  /** Compares keys of this order, also of different regions. Thread-safe. */
  public Comparator<Key> comparator() {
    return comparator;
  }

  /** The order turned around. */
  public OrderBy reversed() {
    return new OrderBy(
        type,
        items.stream().map(item -> new Item(item.path(), item.direction().reversed())).toList());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrderBy order && type == order.type && items.equals(order.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
