package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.Comparator;
import java.util.Optional;

/**
 * The order of the values of one field, as protobuf reflection gives them: what {@code order_by}
 * sorts by and {@code <} in a filter compares (contract sections 3.3 and 4.1). Total over the
 * values of its kind; values must not be null.
 */
public enum ValueOrder implements Comparator<Object> {
  /** Strings by their UTF-8 bytes, which is the order of their code points. */
  TEXT {
    @Override
    public int compare(Object one, Object other) {
      return compareCodePoints((String) one, (String) other);
    }
  },
  /** False before true. */
  BOOLEAN {
    @Override
    public int compare(Object one, Object other) {
      return Boolean.compare((Boolean) one, (Boolean) other);
    }
  },
  INT32 {
    @Override
    public int compare(Object one, Object other) {
      return Integer.compare((Integer) one, (Integer) other);
    }
  },
  UINT32 {
    @Override
    public int compare(Object one, Object other) {
      return Integer.compareUnsigned((Integer) one, (Integer) other);
    }
  },
  INT64 {
    @Override
    public int compare(Object one, Object other) {
      return Long.compare((Long) one, (Long) other);
    }
  },
  UINT64 {
    @Override
    public int compare(Object one, Object other) {
      return Long.compareUnsigned((Long) one, (Long) other);
    }
  },
  /** Floats and doubles; NaN is the largest, so that the order is total. */
  NUMBER {
    @Override
    public int compare(Object one, Object other) {
      return Double.compare(((Number) one).doubleValue(), ((Number) other).doubleValue());
    }
  },
  /** Enumerations by number. */
  ENUM {
    @Override
    public int compare(Object one, Object other) {
      return Integer.compare(
          ((EnumValueDescriptor) one).getNumber(), ((EnumValueDescriptor) other).getNumber());
    }
  },
  /** Bytes, unsigned. */
  BYTES {
    @Override
    public int compare(Object one, Object other) {
      return ByteString.unsignedLexicographicalComparator()
          .compare((ByteString) one, (ByteString) other);
    }
  },
  /** Timestamps chronologically and durations by length: seconds, then nanoseconds. */
  TIME {
    @Override
    public int compare(Object one, Object other) {
      int seconds = Long.compare(seconds(one), seconds(other));
      return seconds != 0 ? seconds : Integer.compare(nanos(one), nanos(other));
    }
  };

  /**
   * The order of a field's values (of its elements when it is a list); empty for messages and
   * groups, which have none.
   */
  public static Optional<ValueOrder> of(FieldDescriptor field) {
    return Optional.ofNullable(
        switch (field.getType()) {
          case STRING -> TEXT;
          case BOOL -> BOOLEAN;
          case INT32, SINT32, SFIXED32 -> INT32;
          case UINT32, FIXED32 -> UINT32;
          case INT64, SINT64, SFIXED64 -> INT64;
          case UINT64, FIXED64 -> UINT64;
          case FLOAT, DOUBLE -> NUMBER;
          case ENUM -> ENUM;
          case BYTES -> BYTES;
          case MESSAGE -> isTimestamp(field) || isDuration(field) ? TIME : null;
          case GROUP -> null;
        });
  }

  /** Whether the field holds {@code google.protobuf.Timestamp}. */
  public static boolean isTimestamp(FieldDescriptor field) {
    return isMessage(field, "google.protobuf.Timestamp");
  }

  /** Whether the field holds {@code google.protobuf.Duration}. */
  public static boolean isDuration(FieldDescriptor field) {
    return isMessage(field, "google.protobuf.Duration");
  }

  private static boolean isMessage(FieldDescriptor field, String fullName) {
    return field.getType() == FieldDescriptor.Type.MESSAGE
        && field.getMessageType().getFullName().equals(fullName);
  }

  /**
   * {@link String#compareTo} is by UTF-16 units and puts surrogate pairs before U+E000; this one
   * does not.
   */
  static int compareCodePoints(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return one.length() - other.length();
  }

  /** Surrogates stand for code points above all others, so they go behind U+E000 to U+FFFF. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  /** Types that are not compiled in carry dynamic messages of the same fields. */
  private static long seconds(Object time) {
    return switch (time) {
      case Timestamp timestamp -> timestamp.getSeconds();
      case Duration duration -> duration.getSeconds();
      case Message dynamic ->
          (Long) dynamic.getField(dynamic.getDescriptorForType().findFieldByNumber(1));
      default -> throw new IllegalArgumentException("not a time: " + time.getClass());
    };
  }

  // compared after the seconds, which the method before this one reads
  @SuppressWarnings({"ProtoTimestampGetSecondsGetNano", "ProtoDurationGetSecondsGetNano"})
  private static int nanos(Object time) {
    return switch (time) {
      case Timestamp timestamp -> timestamp.getNanos();
      case Duration duration -> duration.getNanos();
      case Message dynamic ->
          (Integer) dynamic.getField(dynamic.getDescriptorForType().findFieldByNumber(2));
      default -> throw new IllegalArgumentException("not a time: " + time.getClass());
    };
  }
}
