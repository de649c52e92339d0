package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the values at a path are compared: strings by code point (the byte order of UTF-8), enums by number, timestamps and
 * durations by time, bytes unsigned, missing values first. Values that have no order (messages, lists, maps) are all equal.
 */
enum OrderedValue {
  PLAIN(value -> value),
  TEXT(value -> value),
  ENUM(value -> ((EnumValueDescriptor) value).getNumber()),
  BYTES(value -> value),
  TIME(OrderedValue::moment),
  NONE(value -> value);

  private static final Comparator<ByteString> UNSIGNED = ByteString.unsignedLexicographicalComparator();

  private final UnaryOperator<Object> comparable;

  OrderedValue(UnaryOperator<Object> comparable) {
    this.comparable = comparable;
  }

  /** Seconds and nanoseconds, of a point in time or a length of time. */
  private record Moment(long seconds, int nanos) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      int bySeconds = Long.compare(seconds, other.seconds);
      return bySeconds != 0 ? bySeconds : Integer.compare(nanos, other.nanos);
    }
  }

  static OrderedValue of(FieldPath path) {
    if (path.isRepeatedOnTheWay() || path.isList() || path.isMap()) {
      return NONE;
    }
    FieldDescriptor field = path.field();
    return switch (field.getJavaType()) {
      case STRING -> TEXT;
      case ENUM -> ENUM;
      case BYTE_STRING -> BYTES;
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> PLAIN;
      case MESSAGE ->
          switch (field.getMessageType().getFullName()) {
            case "google.protobuf.Timestamp", "google.protobuf.Duration" -> TIME;
            default -> NONE;
          };
    };
  }

  /** What is compared of a resource, or null when there is nothing. */
  @Nullable Object comparable(FieldPath path, Message resource) {
    return this == NONE ? null : path.value(resource).map(comparable).orElse(null);
  }

  /** Puts a compared value back where it was taken from. */
  void restore(FieldPath path, Message.Builder target, Object value) {
    switch (this) {
      case PLAIN, TEXT, BYTES -> path.set(target, value);
      case ENUM -> path.set(target, path.field().getEnumType().findValueByNumberCreatingIfUnknown((Integer) value));
      case TIME -> path.set(target, time(path.field(), (Moment) value));
      case NONE -> {
        // Nothing was taken.
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static int compare(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return one == other ? 0 : one == null ? -1 : 1;
    }
    if (one instanceof String text) {
      return byCodePoint(text, (String) other);
    }
    if (one instanceof ByteString bytes) {
      return UNSIGNED.compare(bytes, (ByteString) other);
    }
    return ((Comparable) one).compareTo(other);
  }

  /** UTF-16 units sort like code points except for surrogates, which stand below the units from U+E000 on. */
  private static int byCodePoint(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  private static Object moment(Object value) {
    Message message = (Message) value;
    var type = message.getDescriptorForType();
    return new Moment(
        (Long) message.getField(type.findFieldByNumber(1)), (Integer) message.getField(type.findFieldByNumber(2)));
  }

  private static Object time(FieldDescriptor field, Moment moment) {
    return field.getMessageType().getFullName().equals("google.protobuf.Timestamp")
        ? com.google.protobuf.Timestamp.newBuilder().setSeconds(moment.seconds()).setNanos(moment.nanos()).build()
        : com.google.protobuf.Duration.newBuilder().setSeconds(moment.seconds()).setNanos(moment.nanos()).build();
  }
}
