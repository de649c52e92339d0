package dev.edgewatch.resource;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A total order over the resources of a type (contract section 4.1); the name is always its last item. Immutable value. */
public final class OrderBy {
  private static final int LONGEST = 10;

  private final ResourceType type;
  private final List<Item> items;
  private final String text;
  private final Comparator<Key> comparator;

  private OrderBy(ResourceType type, List<Item> items, String text) {
    this.type = type;
    this.items = List.copyOf(items);
    this.text = text;
    this.comparator = (one, other) -> compare((ValueKey) one, (ValueKey) other);
  }

  /** One compared path. */
  private record Item(FieldPath path, boolean descending, OrderedValue value) {
    static Item of(FieldPath path, boolean descending) {
      return new Item(path, descending, OrderedValue.of(path));
    }
  }

  /** Reads {@code path [asc|desc], …}; an empty text is the order by name. */
  public static OrderBy parse(ResourceType type, String text) {
    FieldPath name = FieldPath.parse(type.descriptor(), "name");
    if (text.isBlank()) {
      return new OrderBy(type, List.of(Item.of(name, false)), "");
    }
    List<Item> items = new ArrayList<>();
    int start = 0;
    for (String item : text.split(",", -1)) {
      items.add(item(type, text, item, start));
      start += item.length() + 1;
    }
    if (items.size() > LONGEST) {
      throw refused(text, "order_by has " + items.size() + " items; expected at most " + LONGEST, 0);
    }
    String canonical =
        items.stream().map(item -> item.path().text() + (item.descending() ? " desc" : "")).collect(Collectors.joining(","));
    if (items.stream().noneMatch(item -> item.path().equals(name))) {
      items.add(Item.of(name, items.getLast().descending()));
    }
    return new OrderBy(type, items, canonical);
  }

  private static Item item(ResourceType type, String whole, String text, int start) {
    String[] words = text.strip().split("\\s+");
    int position = start + text.length() - text.stripLeading().length();
    if (words[0].isEmpty() || words.length > 2) {
      throw refused(whole, "order_by has " + Quoted.of(text.strip()) + "; expected a field, then asc or desc", position);
    }
    boolean descending =
        words.length == 2
            && switch (words[1].toLowerCase(Locale.ROOT)) {
              case "asc" -> false;
              case "desc" -> true;
              default ->
                  throw refused(whole, "direction is " + Quoted.of(words[1]) + "; expected asc or desc", position);
            };
    try {
      return Item.of(FieldPath.parse(type.descriptor(), words[0]), descending);
    } catch (RefusalException unknown) {
      throw refused(whole, unknown.refusal().message(), position);
    }
  }

  private static RefusalException refused(String text, String message, int position) {
    return new Refusal.Invalid(
            "ORDER_BY_MALFORMED", message, List.of(new Refusal.Violation("order_by", message, position)))
        .exception();
  }

  /** Canonical text, the name tie-breaker left out when it was not given. */
  public String text() {
    return text;
  }

  public ResourceType type() {
    return type;
  }

  /** Paths compared, the name last. */
  public List<FieldPath> paths() {
    return items.stream().map(Item::path).toList();
  }

  /** The values this order compares, taken from a resource: small, and all that a sorted structure needs to keep. */
  public Key key(Message resource) {
    Object[] values = new Object[items.size()];
    for (int i = 0; i < values.length; i++) {
      Item item = items.get(i);
      values[i] = item.value().comparable(item.path(), resource);
    }
    return new ValueKey(values, type.nameOf(resource));
  }

  public Comparator<Key> comparator() {
    return comparator;
  }

  /** The order turned around. */
  public OrderBy reversed() {
    return new OrderBy(
        type,
        items.stream().map(item -> new Item(item.path(), !item.descending(), item.value())).toList(),
        "reversed(" + text + ")");
  }

  /** A resource that holds nothing but the values of the key: what a page token carries. */
  Message snapshot(Key key) {
    Message.Builder snapshot = type.defaultInstance().newBuilderForType();
    @Nullable Object[] values = ((ValueKey) key).values();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        items.get(i).value().restore(items.get(i).path(), snapshot, value);
      }
    }
    return type.withName(snapshot.build(), key.name());
  }

  private int compare(ValueKey one, ValueKey other) {
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      int order = OrderedValue.compare(one.values()[i], other.values()[i]);
      if (order != 0) {
        return item.descending() ? -order : order;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrderBy order && type == order.type && text.equals(order.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  /** Sort key of one resource under one order. Equal keys belong to the same resource, because the name is part of it. */
  public interface Key {
    String name();
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record ValueKey(@Nullable Object[] values, String name) implements Key {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ValueKey key && java.util.Arrays.equals(values, key.values) && name.equals(key.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return java.util.Arrays.toString(values);
    }
  }
}
