package dev.edgewatch.watch;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rows of a collection by their value at one path, and the listeners that only want one value
 * there. With it a view of one site is opened from that site's rows, and a change reaches only the
 * views of the site it was in and the one it is in now. Not thread-safe; its collection's lock
 * guards it.
 */
final class ValueIndex {
  private final FieldPath path;
  private final Map<Object, Set<String>> names = new HashMap<>();
  private final Map<Object, List<Listener>> listeners = new HashMap<>();

  ValueIndex(FieldPath path) {
    this.path = path;
  }

  void load(Resource row, Message decoded) {
    values(decoded).forEach(value -> add(value, row.name()));
  }

  /** Names of the rows with that value; may be changed only by this index. */
  Set<String> rows(Object value) {
    return names.getOrDefault(canonical(value), Set.of());
  }

  void listen(Object value, Listener listener) {
    listeners.computeIfAbsent(canonical(value), none -> new ArrayList<>(1)).add(listener);
  }

  void forget(Object value, Listener listener) {
    listeners.computeIfPresent(
        canonical(value),
        (same, known) -> {
          known.remove(listener);
          return known.isEmpty() ? null : known;
        });
  }

  boolean isIdle() {
    return listeners.isEmpty();
  }

  /** Takes the change in and names the listeners that want a value of before or after. */
  void change(RowChange change, Consumer<Listener> concerned) {
    Set<Object> before = change.hasBefore() ? values(change.messageBefore()) : Set.of();
    Set<Object> after = change.hasAfter() ? values(change.messageAfter()) : Set.of();
    for (Object value : before) {
      if (!after.contains(value)) {
        remove(value, change.name());
      }
      listeners.getOrDefault(value, List.of()).forEach(concerned);
    }
    for (Object value : after) {
      if (!before.contains(value)) {
        add(value, change.name());
        listeners.getOrDefault(value, List.of()).forEach(concerned);
      }
    }
  }

  private void add(Object value, String name) {
    names.computeIfAbsent(value, none -> new HashSet<>()).add(name);
  }

  private void remove(Object value, String name) {
    Set<String> rows = names.get(value);
    if (rows != null && rows.remove(name) && rows.isEmpty()) {
      names.remove(value);
    }
  }

  /**
   * What a filter may compare at the path: every value through arrays, and the default where an
   * enclosing message is unset.
   */
  private Set<Object> values(Message message) {
    Set<Object> values = new HashSet<>();
    path.values(message).forEach(value -> values.add(canonical(value)));
    path.value(message).ifPresent(value -> values.add(canonical(value)));
    return values;
  }

  /**
   * One form for values that compare equal in a filter but not in Java: numbers of different width,
   * and enum values.
   */
  private static Object canonical(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case EnumValueDescriptor named -> (long) named.getNumber();
      default -> value;
    };
  }
}
