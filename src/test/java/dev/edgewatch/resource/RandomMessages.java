package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random messages of any type, from a source of randomness that is passed in, so that a failure can
 * be repeated. Values come from small sets, so that equal values, and changes back to an earlier
 * one, are frequent.
 */
public final class RandomMessages {
  private static final int DEEPEST = 5;
  private static final List<String> WORDS = List.of("", "a", "b", "prod", "cold chain", "Ω");

  private final RandomGenerator random;
  private final boolean emptyMessages;

  private RandomMessages(RandomGenerator random, boolean emptyMessages) {
    this.random = random;
    this.emptyMessages = emptyMessages;
  }

  /** Any messages, with empty messages in them. */
  public static RandomMessages any(RandomGenerator random) {
    return new RandomMessages(random, true);
  }

  /**
   * Messages in which every message, but for items of lists and values of maps, has something set.
   */
  public static RandomMessages withoutEmptyOnes(RandomGenerator random) {
    return new RandomMessages(random, false);
  }

  @SuppressWarnings("unchecked")
  public <M extends Message> M next(M example) {
    Message.Builder builder = example.newBuilderForType();
    fill(builder, 6, DEEPEST);
    return (M) builder.build();
  }

  /** The message with up to {@code changes} fields somewhere in it set, changed or cleared. */
  @SuppressWarnings("unchecked")
  public <M extends Message> M changed(M message, int changes) {
    Message.Builder builder = message.toBuilder();
    fill(builder, changes, DEEPEST);
    return (M) builder.build();
  }

  private void fill(Message.Builder builder, int fields, int deepest) {
    List<FieldDescriptor> all = builder.getDescriptorForType().getFields();
    for (int i = 0; i < fields && !all.isEmpty(); i++) {
      set(builder, all.get(random.nextInt(all.size())), deepest);
    }
  }

  private void set(Message.Builder builder, FieldDescriptor field, int deepest) {
    if (random.nextInt(8) == 0) {
      builder.clearField(field);
    } else if (field.isMapField()) {
      Message.Builder entry = builder.newBuilderForField(field);
      Descriptor type = entry.getDescriptorForType();
      Object key = value(entry, type.findFieldByNumber(1), deepest);
      Message made =
          PathWriter.entry(
              builder,
              field,
              key.equals("") ? "k" : key,
              value(entry, type.findFieldByNumber(2), deepest));
      PathSegment segment = new PathSegment(field, PathSegment.keyOf(made));
      PathWriter.set(builder, List.of(segment), 0, PathSegment.valueOf(made));
    } else if (field.isRepeated()) {
      if (builder.getRepeatedFieldCount(field) < 3) {
        builder.addRepeatedField(field, value(builder, field, deepest));
      }
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      Message.Builder inner = ((Message) builder.getField(field)).toBuilder();
      if (deepest > 0) {
        fill(inner, 1 + random.nextInt(3), deepest - 1);
      }
      if (emptyMessages || inner.buildPartial().getSerializedSize() > 0) {
        builder.setField(field, inner.buildPartial());
      } else {
        builder.clearField(field);
      }
    } else {
      builder.setField(field, value(builder, field, deepest));
    }
  }

  private Object value(Message.Builder owner, FieldDescriptor field, int deepest) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt(3);
      case LONG -> (long) random.nextInt(3);
      case FLOAT -> random.nextInt(3) / 2f;
      case DOUBLE -> random.nextInt(3) / 2d;
      case BOOLEAN -> random.nextBoolean();
      case STRING -> WORDS.get(random.nextInt(WORDS.size()));
      case BYTE_STRING -> ByteString.copyFromUtf8(WORDS.get(random.nextInt(WORDS.size())));
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> {
        Message.Builder inner = owner.newBuilderForField(field);
        if (deepest > 0) {
          fill(inner, random.nextInt(3), deepest - 1);
        }
        yield inner.buildPartial();
      }
    };
  }
}
