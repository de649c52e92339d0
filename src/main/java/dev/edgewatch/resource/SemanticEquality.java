package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Equality of messages as a person sees it: an empty message in a message and a list with one empty
 * element equal absence (contract section 5.3). Decides whether an update changed anything. Unknown
 * fields do not count.
 */
public final class SemanticEquality {
  private SemanticEquality() {}

  /** Whether two messages of one type are semantically equal. */
  @SuppressWarnings(
      "ReferenceEquality") // most submessages of two versions of a resource are the same object
  public static boolean equal(Message one, Message other) {
    if (one == other) {
      return true;
    }
    for (FieldDescriptor field : one.getDescriptorForType().getFields()) {
      if (!equalAt(one, other, field)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a message is semantically the same as an absent one. */
  static boolean isEmpty(Message message) {
    return message.getAllFields().isEmpty() || equal(message, message.getDefaultInstanceForType());
  }

  static boolean equalAt(Message one, Message other, FieldDescriptor field) {
    if (field.isMapField()) {
      return equalMaps(PathSegment.asMap(one, field), PathSegment.asMap(other, field));
    }
    if (field.isRepeated()) {
      return equalLists((List<?>) one.getField(field), (List<?>) other.getField(field));
    }
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      return equal((Message) one.getField(field), (Message) other.getField(field));
    }
    boolean samePresence = !field.hasPresence() || one.hasField(field) == other.hasField(field);
    return samePresence && one.getField(field).equals(other.getField(field));
  }

  private static boolean equalMaps(Map<Object, Object> one, Map<Object, Object> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(entry -> equalValues(entry.getValue(), other.get(entry.getKey())));
  }

  private static boolean equalLists(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return isAbsent(one) && isAbsent(other);
    }
    for (int i = 0; i < one.size(); i++) {
      if (!equalValues(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAbsent(List<?> list) {
    return list.isEmpty() || (list.size() == 1 && isEmptyValue(list.getFirst()));
  }

  private static boolean isEmptyValue(Object value) {
    return switch (value) {
      case Message message -> isEmpty(message);
      case String text -> text.isEmpty();
      case ByteString bytes -> bytes.isEmpty();
      default -> false;
    };
  }

  private static boolean equalValues(@Nullable Object one, @Nullable Object other) {
    return (one instanceof Message first && other instanceof Message second)
        ? equal(first, second)
        : Objects.equals(one, other);
  }
}
