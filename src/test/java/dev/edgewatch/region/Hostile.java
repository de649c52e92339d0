package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;

/** What somebody may send who means no good, or whose program is broken. */
enum Hostile {
  NOTHING {
    @Override
    ByteString request(Descriptor message) {
      return ByteString.EMPTY;
    }
  },

  GARBAGE {
    @Override
    ByteString request(Descriptor message) {
      return ByteString.copyFrom(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 7, 9});
    }
  },

  /** A field that says it is longer than what follows. */
  CUT_OFF {
    @Override
    ByteString request(Descriptor message) {
      return ByteString.copyFrom(new byte[] {1 << 3 | 2, 127, 'p', 'r', 'o'});
    }
  },

  /** Each field as a number, whatever it is. */
  OTHER_TYPES {
    @Override
    ByteString request(Descriptor message) {
      byte[] fields = new byte[2 * 15];
      for (int number = 1; number <= 15; number++) {
        fields[2 * number - 2] = (byte) (number << 3);
        fields[2 * number - 1] = 1;
      }
      return ByteString.copyFrom(fields);
    }
  },

  /**
   * A byte more than is taken. Of much more, clients of gRPC hold what the server never takes until
   * they close the connection, which adds up to gigabytes of direct memory in these tests.
   */
  TOO_LARGE {
    @Override
    ByteString request(Descriptor message) {
      byte[] large = new byte[(1 << 20) + 1];
      large[0] = (byte) (15 << 3 | 2);
      return ByteString.copyFrom(large);
    }
  },

  UNKNOWN_NAMES {
    @Override
    ByteString request(Descriptor message) {
      return filled(message, "projects/nobody-knows/regions/nowhere/things/none", 0, 3);
    }
  },

  WILDCARDS {
    @Override
    ByteString request(Descriptor message) {
      return filled(message, "projects/-/regions/-/devices/-", 0, 3);
    }
  },

  STRANGE_TEXTS {
    @Override
    ByteString request(Descriptor message) {
      return filled(message, "../%s\u0000'\"; drop table \uFFFD\u202E(((", -1, 3);
    }
  },

  LONG_TEXTS {
    @Override
    ByteString request(Descriptor message) {
      return filled(message, "a/".repeat(2_000), Integer.MIN_VALUE, 2);
    }
  };

  abstract ByteString request(Descriptor message);

  /** Every field set, to a depth: texts to the text, numbers to the number. */
  private static ByteString filled(Descriptor message, String text, long number, int depth) {
    return message(message, text, number, depth).toByteString();
  }

  private static DynamicMessage message(Descriptor message, String text, long number, int depth) {
    DynamicMessage.Builder builder = DynamicMessage.newBuilder(message);
    for (FieldDescriptor field : message.getFields()) {
      if (field.getJavaType() != JavaType.MESSAGE || depth > 0) {
        Object value = value(field, text, number, depth);
        if (field.isRepeated()) {
          builder.addRepeatedField(field, value);
        } else {
          builder.setField(field, value);
        }
      }
    }
    return builder.build();
  }

  private static Object value(FieldDescriptor field, String text, long number, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> text;
      case INT -> (int) number;
      case LONG -> number;
      case BOOLEAN -> true;
      case DOUBLE -> Double.NaN;
      case FLOAT -> Float.NaN;
      case BYTE_STRING -> ByteString.copyFromUtf8(text);
      case ENUM -> field.getEnumType().getValues().getLast();
      case MESSAGE -> message(field.getMessageType(), text, number, depth - 1);
    };
  }
}
