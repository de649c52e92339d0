package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Random;

/**
 * Random messages of any type, as clients may send them: known enum values, true where a flag
 * chooses, sane times.
 */
final class RandomMessages {
  private static final int DEEPEST = 5;

  private final Random random;

  RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  DynamicMessage of(Descriptor type) {
    return of(type, 0);
  }

  private DynamicMessage of(Descriptor type, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      if (isNeverSent(field)) {
        continue;
      }
      if (isAlwaysSent(field) || (random.nextBoolean() && depth < DEEPEST)) {
        if (field.isRepeated()) {
          for (int i = random.nextInt(3); i > 0; i--) {
            message.addRepeatedField(field, value(field, depth));
          }
        } else {
          message.setField(field, value(field, depth));
        }
      }
    }
    if (type.getName().equals("ResponseMask") && message.getAllFields().isEmpty()) {
      // An empty one means the same as none, so it is not written again.
      message.setField(type.findFieldByName("skip_entire_response_body"), true);
    }
    if (type.getName().endsWith("Change")
        && type.findFieldByName("removed") != null
        && message.getAllFields().isEmpty()) {
      message.setField(
          type.findFieldByName("removed"),
          DynamicMessage.getDefaultInstance(type.findNestedTypeByName("Removed")));
    }
    return message.build();
  }

  /** Writes and changes always hold their resource, watch messages of one resource their change. */
  private static boolean isAlwaysSent(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.isRepeated()
        && (field.getMessageType().findFieldByName("metadata") != null
            || field.getName().equals("change"));
  }

  /** Modified rows are always whole. */
  private static boolean isNeverSent(FieldDescriptor field) {
    return field.getContainingType().getName().equals("Modified")
        && field.getName().equals("field_mask");
  }

  private Object value(FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> field.getRealContainingOneof() != null || random.nextBoolean();
      case STRING -> text();
      case BYTE_STRING -> ByteString.copyFromUtf8(text());
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> message(field.getMessageType(), depth + 1);
    };
  }

  private Message message(Descriptor type, int depth) {
    if (type.getFullName().equals("google.protobuf.FieldMask")) {
      return FieldMask.newBuilder().addAllPaths(List.of("name", text() + "x")).build();
    }
    if (type.getFullName().equals("google.protobuf.Timestamp")) {
      return Timestamp.newBuilder()
          .setSeconds(random.nextInt())
          .setNanos(random.nextInt(1_000_000_000))
          .build();
    }
    return of(type, depth);
  }

  private String text() {
    return List.of("", "a", "projects/-", "größer", "設備", "😀 and more").get(random.nextInt(6));
  }
}
