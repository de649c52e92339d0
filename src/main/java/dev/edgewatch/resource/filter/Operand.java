package dev.edgewatch.resource.filter;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Reference;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a condition is about: a path, and whether names of resources are found there.
 *
 * @param path the path
 * @param naming whether it holds the name of this resource or of another one
 * @param target the type of the resource named, as far as it is known
 */
record Operand(FieldPath path, boolean naming, Optional<ResourceType> target) {

  static Operand of(ResourceType type, FieldPath path) {
    if (path.text().equals("name")) {
      return new Operand(path, true, Optional.of(type));
    }
    for (Reference reference : type.references()) {
      if (reference.path().equals(path)) {
        return new Operand(path, true, type.target(reference));
      }
    }
    return new Operand(path, false, Optional.empty());
  }

  FieldDescriptor field() {
    return path.field();
  }

  /** Whether it is a list, to be asked with CONTAINS. */
  boolean isList() {
    return path.isList();
  }

  boolean isMap() {
    return path.isMap();
  }

  /** Whether a resource may have several values here because the path goes through a list. */
  boolean hasSeveral() {
    return path.isRepeatedOnTheWay();
  }

  /** Whether there is a value (any of several, any element of a list) that passes the test. */
  boolean any(Message resource, Predicate<Object> test) {
    if (!hasSeveral()) {
      Object value = path.value(resource).orElse(null);
      return value instanceof List<?> list ? anyOf(list, test) : value != null && test.test(value);
    }
    return anyOf(path.values(resource), test);
  }

  private static boolean anyOf(List<?> values, Predicate<Object> test) {
    for (int i = 0; i < values.size(); i++) {
      if (test.test(values.get(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether nothing is here: an unset message or reference, an empty list or map, an absent key
   * (contract section 3.4).
   */
  boolean isNull(Message resource) {
    if (hasSeveral()) {
      return !anyOf(path.values(resource), this::isSomething);
    }
    return path.value(resource)
        .map(value -> !isSomething(value) || !isKnownToBeSet(resource))
        .orElse(true);
  }

  private boolean isSomething(Object value) {
    return switch (value) {
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case String text -> !naming || !text.isEmpty();
      default -> true;
    };
  }

  /**
   * Only scalars that are declared optional, or stand in a oneof, tell being unset from having the
   * default.
   */
  private boolean isKnownToBeSet(Message resource) {
    FieldDescriptor declared = path.declaredField();
    boolean tells =
        declared.hasPresence() && declared.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
    return !tells || path.isSet(resource);
  }
}
