package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A path to a field of a message, possibly through repeated messages or to one key of a map
 * (contract section 5.2). Reading goes by field descriptors alone and allocates little. Immutable
 * value.
 */
public final class FieldPath {
  private final Descriptor root;
  private final List<PathSegment> segments;
  private final String text;

  private FieldPath(Descriptor root, List<PathSegment> segments) {
    this.root = root;
    this.segments = List.copyOf(segments);
    this.text = segments.stream().map(PathSegment::text).collect(Collectors.joining("."));
  }

  /**
   * Accepts snake_case, camelCase and kebab-case; refuses unknown segments, saying which and what
   * was expected.
   */
  public static FieldPath parse(Descriptor root, String text) {
    return new FieldPath(root, PathParser.parse(root, text));
  }

  /** The path to the whole message, from which {@link #child} goes on; not readable itself. */
  static FieldPath root(Descriptor root) {
    return new FieldPath(root, List.of());
  }

  FieldPath child(FieldDescriptor field) {
    return child(new PathSegment(field, null));
  }

  FieldPath child(PathSegment segment) {
    List<PathSegment> longer = new ArrayList<>(segments);
    longer.add(segment);
    return new FieldPath(root, longer);
  }

  /** Canonical form, snake_case. */
  public String text() {
    return text;
  }

  /** The type of message this path starts at. */
  public Descriptor root() {
    return root;
  }

  /**
   * The field the path ends in. For one key of a map it is the {@code value} field of the map's
   * entries, so that its type is always the type of what is read.
   */
  public FieldDescriptor field() {
    return segments.getLast().valueField();
  }

  /**
   * The field the path ends in as its message declares it: the map for a path to one of its keys.
   */
  public FieldDescriptor declaredField() {
    return segments.getLast().field();
  }

  /** The key, when the path ends in one key of a map. */
  public Optional<Object> mapKey() {
    return Optional.ofNullable(segments.getLast().key());
  }

  /** Whether the path goes through a repeated message, so that it may have several values. */
  public boolean isRepeatedOnTheWay() {
    return segments.subList(0, segments.size() - 1).stream().anyMatch(PathSegment::isList);
  }

  /** Whether the path ends in a list (not a map). */
  public boolean isList() {
    return segments.getLast().isList();
  }

  /** Whether the path ends in a whole map. */
  public boolean isMap() {
    return declaredField().isMapField() && mapKey().isEmpty();
  }

  List<PathSegment> segments() {
    return segments;
  }

  /**
   * All values at the path, through arrays: the elements of a list, the one value of a scalar (its
   * default when only the field itself is unset), a set message, the whole map as one {@link Map}.
   * Empty when an enclosing message or map key is absent.
   */
  public List<Object> values(Message message) {
    List<Object> values = new ArrayList<>(1);
    PathReader.collect(message, segments, 0, values);
    return values;
  }

  /**
   * The value at the path, the first one through arrays. A scalar under an unset message is its
   * default; a list or a map is always present, as {@link List} and {@link Map}; an unset message
   * and a missing map key are empty.
   */
  public Optional<Object> value(Message message) {
    return Optional.ofNullable(PathReader.first(message, segments));
  }

  /**
   * Whether there is something at the path other than the default; through arrays: in any of the
   * items.
   */
  public boolean isSet(Message message) {
    return PathReader.isSet(message, segments, 0);
  }

  /**
   * Sets the value, allocating messages on the way; a list takes a {@link List}. Refused through
   * repeated messages.
   */
  public void set(Message.Builder message, Object value) {
    requireSingle();
    PathWriter.set(message, segments, 0, value);
  }

  /** Clears the value, in each item of arrays on the way. Does nothing when there is none. */
  public void clear(Message.Builder message) {
    PathWriter.set(message, segments, 0, null);
  }

  private void requireSingle() {
    if (isRepeatedOnTheWay()) {
      throw Refusal.invalid(
          "PATH_THROUGH_LIST",
          text,
          "path '" + text + "' goes through a list and cannot be set; expected the whole list");
    }
  }

  /** Whether this path is {@code other} or leads to something that encloses it. */
  public boolean covers(FieldPath other) {
    if (segments.size() > other.segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      PathSegment mine = segments.get(i);
      PathSegment theirs = other.segments.get(i);
      boolean wholeMapAtMyEnd =
          i == segments.size() - 1 && mine.key() == null && mine.field() == theirs.field();
      if (!mine.equals(theirs) && !wholeMapAtMyEnd) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path && root == path.root && segments.equals(path.segments);
  }

  @Override
  public int hashCode() {
    return segments.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
