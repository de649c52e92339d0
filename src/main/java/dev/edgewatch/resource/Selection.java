package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mask selects at one place of a message, as a tree: the mask's paths with their common
 * beginnings put together. A selection of nothing is represented by its absence, except at the
 * root. Immutable.
 */
sealed interface Selection {

  /** Everything at this place. */
  Whole WHOLE = Whole.VALUE;

  enum Whole implements Selection {
    VALUE
  }

  /** Some fields of a message, or of each message in a list. */
  record Fields(Map<FieldDescriptor, Selection> parts) implements Selection {
    static final Fields NONE = new Fields(Map.of());

    /** By field number, as fields are found in encoded messages. */
    @Nullable Selection byNumber(Descriptor message, int number) {
      FieldDescriptor field = message.findFieldByNumber(number);
      return field == null ? null : parts.get(field);
    }
  }

  /** Some keys of a map. */
  record Keys(Map<Object, Selection> parts) implements Selection {}

  /**
   * The selection of these paths; the order does not matter, and a path inside another one adds
   * nothing.
   */
  static Selection of(Iterable<FieldPath> paths) {
    Selection result = Fields.NONE;
    for (FieldPath path : paths) {
      result = union(result, along(path.segments(), 0));
    }
    return result;
  }

  private static Selection along(List<PathSegment> segments, int at) {
    if (at == segments.size()) {
      return WHOLE;
    }
    PathSegment segment = segments.get(at);
    Selection below = along(segments, at + 1);
    Selection part = segment.key() == null ? below : new Keys(Map.of(segment.key(), below));
    return new Fields(Map.of(segment.field(), part));
  }

  static Selection union(Selection one, Selection other) {
    return switch (one) {
      case Whole whole -> whole;
      case Fields(var mine) ->
          other instanceof Fields(var theirs) ? new Fields(union(mine, theirs)) : WHOLE;
      case Keys(var mine) ->
          other instanceof Keys(var theirs) ? new Keys(union(mine, theirs)) : WHOLE;
    };
  }

  private static <K> Map<K, Selection> union(Map<K, Selection> mine, Map<K, Selection> theirs) {
    Map<K, Selection> result = new LinkedHashMap<>(mine);
    theirs.forEach((key, part) -> result.merge(key, part, Selection::union));
    return result;
  }

  /** Whether every path of {@code other} is a path of this selection or lies inside one. */
  static boolean covers(Selection one, Selection other) {
    return switch (one) {
      case Whole whole -> true;
      case Fields(var mine) -> other instanceof Fields(var theirs) && covers(mine, theirs);
      case Keys(var mine) -> other instanceof Keys(var theirs) && covers(mine, theirs);
    };
  }

  private static <K> boolean covers(Map<K, Selection> mine, Map<K, Selection> theirs) {
    return theirs.entrySet().stream()
        .allMatch(
            part ->
                mine.containsKey(part.getKey())
                    && covers(mine.get(part.getKey()), part.getValue()));
  }

  /** Whether the two select something in common. */
  static boolean intersects(Selection one, Selection other) {
    return switch (one) {
      case Whole whole -> !other.equals(Fields.NONE);
      case Fields(var mine) ->
          other instanceof Fields(var theirs) ? meet(mine, theirs) : !mine.isEmpty();
      case Keys(var mine) -> !(other instanceof Keys(var theirs)) || meet(mine, theirs);
    };
  }

  private static <K> boolean meet(Map<K, Selection> mine, Map<K, Selection> theirs) {
    return mine.entrySet().stream()
        .anyMatch(
            part ->
                theirs.containsKey(part.getKey())
                    && intersects(part.getValue(), theirs.get(part.getKey())));
  }

  /**
   * What remains of {@code one} without {@code other}, or null for nothing. Taking a field out of a
   * whole message leaves its other fields; taking a key out of a whole map leaves the whole map
   * (contract section 5.3).
   *
   * @param message the type of message both select of; null for a map or a scalar
   */
  static @Nullable Selection subtract(
      Selection one, Selection other, @Nullable Descriptor message) {
    if (other instanceof Whole) {
      return null;
    }
    return switch (other) {
      case Whole whole -> null;
      case Keys(var theirs) -> {
        if (!(one instanceof Keys(var mine)) || message == null) {
          yield one;
        }
        FieldDescriptor value = message.findFieldByNumber(2);
        Map<Object, Selection> rest = new LinkedHashMap<>();
        mine.forEach((key, part) -> putRest(rest, key, part, theirs.get(key), value));
        yield rest.isEmpty() ? null : new Keys(rest);
      }
      case Fields(var theirs) -> {
        Map<FieldDescriptor, Selection> mine =
            one instanceof Fields(var parts) ? parts : fieldsOf(message);
        Map<FieldDescriptor, Selection> rest = new LinkedHashMap<>();
        mine.forEach((field, part) -> putRest(rest, field, part, theirs.get(field), field));
        yield rest.isEmpty() ? null : new Fields(rest);
      }
    };
  }

  private static <K> void putRest(
      Map<K, Selection> rest,
      K key,
      Selection part,
      @Nullable Selection taken,
      FieldDescriptor field) {
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    Selection left =
        taken == null ? part : subtract(part, taken, message ? field.getMessageType() : null);
    if (left != null) {
      rest.put(key, left);
    }
  }

  private static Map<FieldDescriptor, Selection> fieldsOf(@Nullable Descriptor message) {
    Map<FieldDescriptor, Selection> all = new LinkedHashMap<>();
    if (message != null) {
      message.getFields().forEach(field -> all.put(field, WHOLE));
    }
    return all;
  }

  /** The paths this selection consists of, below {@code path}, in no particular order. */
  static List<FieldPath> paths(Selection selection, FieldPath path) {
    List<FieldPath> paths = new ArrayList<>();
    switch (selection) {
      case Whole whole -> paths.add(path);
      case Fields(var parts) ->
          parts.forEach(
              (field, part) -> {
                if (part instanceof Keys(var keys)) {
                  keys.forEach(
                      (key, below) ->
                          paths.addAll(paths(below, path.child(new PathSegment(field, key)))));
                } else {
                  paths.addAll(paths(part, path.child(field)));
                }
              });
      case Keys keys -> throw new IllegalStateException("keys without their map");
    }
    return paths;
  }
}
