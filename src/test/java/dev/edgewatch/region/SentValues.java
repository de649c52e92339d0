package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Every field of a type down to lists, maps and single values, and what somebody may send in it.
 */
final class SentValues {
  private static final int DEEPEST = 7;
  private static final String TEXT = "sent-by-the-client";

  private SentValues() {}

  /** Paths of fields without lists or maps on the way; a message inside itself is not entered. */
  static List<List<FieldDescriptor>> paths(Descriptor type) {
    List<List<FieldDescriptor>> paths = new ArrayList<>();
    walk(type, new ArrayDeque<>(), paths);
    return paths;
  }

  private static void walk(
      Descriptor message, Deque<FieldDescriptor> path, List<List<FieldDescriptor>> paths) {
    for (FieldDescriptor field : message.getFields()) {
      path.addLast(field);
      if (isValue(field)) {
        paths.add(List.copyOf(path));
      } else if (path.size() < DEEPEST
          && path.stream()
              .noneMatch(one -> one.getContainingType().equals(field.getMessageType()))) {
        walk(field.getMessageType(), path, paths);
      }
      path.removeLast();
    }
  }

  private static boolean isValue(FieldDescriptor field) {
    return field.isRepeated()
        || field.getJavaType() != JavaType.MESSAGE
        || field.getMessageType().getFullName().startsWith("google.protobuf.")
        || field.getMessageType().getFields().isEmpty();
  }

  static String text(List<FieldDescriptor> path) {
    return String.join(".", path.stream().map(FieldDescriptor::getName).toList());
  }

  /** What is at a path; the default where nothing is. */
  static Object at(Message message, List<FieldDescriptor> path) {
    Message inner = message;
    for (FieldDescriptor field : path.subList(0, path.size() - 1)) {
      inner = (Message) inner.getField(field);
    }
    return inner.getField(path.getLast());
  }

  static Message with(Message message, List<FieldDescriptor> path, Object value) {
    Message.Builder builder = message.toBuilder();
    FieldDescriptor field = path.getFirst();
    if (path.size() == 1) {
      return builder.setField(field, value).build();
    }
    Message inner = (Message) builder.getField(field);
    return builder.setField(field, with(inner, path.subList(1, path.size()), value)).build();
  }

  /** Another value than the one there is. */
  static Object otherThan(Object present, Message owner, FieldDescriptor field) {
    if (field.isRepeated()) {
      List<Object> items = new ArrayList<>((List<?>) present);
      items.add(item(field, owner.newBuilderForType()));
      return items;
    }
    Object value = item(field, owner.newBuilderForType());
    if (!value.equals(present)) {
      return value;
    }
    return switch (value) {
      case Boolean yes -> !yes;
      case EnumValueDescriptor last -> last.getType().getValues().getFirst();
      case Message same -> same.toBuilder().build();
      default -> throw new IllegalStateException(field + " holds what was to be sent");
    };
  }

  private static Object item(FieldDescriptor field, Message.Builder owner) {
    return switch (field.getJavaType()) {
      case STRING -> TEXT;
      case BYTE_STRING -> ByteString.copyFromUtf8(TEXT);
      case INT -> 7_777;
      case LONG -> 7_777L;
      case FLOAT -> 0.125f;
      case DOUBLE -> 0.125;
      case BOOLEAN -> true;
      case ENUM -> field.getEnumType().getValues().getLast();
      case MESSAGE -> message(field, owner);
    };
  }

  private static Message message(FieldDescriptor field, Message.Builder owner) {
    Message.Builder builder = owner.newBuilderForField(field);
    return switch (field.getMessageType().getFullName()) {
      case "google.protobuf.Timestamp" ->
          merged(builder, Timestamp.newBuilder().setSeconds(7_777).build());
      case "google.protobuf.Duration" ->
          merged(builder, Duration.newBuilder().setSeconds(7_777).build());
      default -> filled(builder);
    };
  }

  /**
   * Something in it, because an item that is empty means the same as none (contract section 5.3).
   */
  private static Message filled(Message.Builder builder) {
    if (builder.getDescriptorForType().getOptions().getMapEntry()) {
      builder
          .getDescriptorForType()
          .getFields()
          .forEach(field -> builder.setField(field, item(field, builder)));
      return builder.build();
    }
    List<FieldDescriptor> fields = builder.getDescriptorForType().getFields();
    Optional<FieldDescriptor> plain =
        fields.stream()
            .filter(field -> !field.isRepeated() && field.getJavaType() != JavaType.MESSAGE)
            .findFirst();
    Optional<FieldDescriptor> any = plain.or(() -> fields.stream().findFirst());
    any.ifPresent(
        field -> {
          Object value = item(field, builder);
          builder.setField(field, field.isRepeated() ? List.of(value) : value);
        });
    return builder.build();
  }

  private static Message merged(Message.Builder builder, Message value) {
    return builder.mergeFrom(value).build();
  }
}
