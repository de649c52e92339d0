package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Overwrites the selected parts of one message with those of another, absent ones included. */
final class SelectionCopy {
  private SelectionCopy() {}

  /** Refuses paths through lists, whatever the messages hold. */
  static void requireNoList(Selection.Fields fields) {
    fields
        .parts()
        .forEach(
            (field, part) -> {
              if (part instanceof Selection.Fields below) {
                if (field.isRepeated()) {
                  throw Refusal.invalid(
                      "PATH_THROUGH_LIST",
                      field.getName(),
                      "a path goes through the list '"
                          + field.getName()
                          + "'; expected the whole list");
                }
                requireNoList(below);
              }
            });
  }

  static void copy(Message source, Selection.Fields fields, Message.Builder target) {
    fields.parts().forEach((field, part) -> copyField(source, field, part, target));
  }

  private static void copyField(
      Message source, FieldDescriptor field, Selection part, Message.Builder target) {
    switch (part) {
      case Selection.Whole whole -> {
        if (field.isRepeated() || source.hasField(field)) {
          target.setField(field, source.getField(field));
        } else {
          target.clearField(field);
        }
      }
      case Selection.Fields below -> copyMessage(source, field, below, target);
      case Selection.Keys(var keys) -> copyKeys(source, field, keys, target);
    }
  }

  /**
   * A message that was absent on both sides stays absent, and so does one that has nothing left.
   */
  private static void copyMessage(
      Message source, FieldDescriptor field, Selection.Fields below, Message.Builder target) {
    if (!source.hasField(field) && !target.hasField(field)) {
      return;
    }
    Message merged =
        overwritten((Message) target.getField(field), (Message) source.getField(field), below);
    if (!source.hasField(field) && merged.getSerializedSize() == 0) {
      target.clearField(field);
    } else {
      target.setField(field, merged);
    }
  }

  private static Message overwritten(Message current, Message source, Selection.Fields below) {
    Message.Builder merged = current.toBuilder();
    copy(source, below, merged);
    return merged.buildPartial();
  }

  private static void copyKeys(
      Message source, FieldDescriptor field, Map<Object, Selection> keys, Message.Builder target) {
    Map<Object, Object> sent = PathSegment.asMap(source, field);
    Map<Object, Object> result = new LinkedHashMap<>(PathSegment.asMap(target, field));
    keys.forEach(
        (key, part) -> {
          Object value = valueOf(part, sent.get(key), result.get(key));
          if (value == null) {
            result.remove(key);
          } else {
            result.put(key, value);
          }
        });
    target.clearField(field);
    result.forEach(
        (key, value) ->
            target.addRepeatedField(field, PathWriter.entry(target, field, key, value)));
  }

  private static @Nullable Object valueOf(
      Selection part, @Nullable Object sent, @Nullable Object current) {
    if (!(part instanceof Selection.Fields below)) {
      return sent;
    }
    if (sent == null && current == null) {
      return null;
    }
    Message example = (Message) (sent != null ? sent : current);
    Message empty = Objects.requireNonNull(example).getDefaultInstanceForType();
    return overwritten(
        current == null ? empty : (Message) current, sent == null ? empty : (Message) sent, below);
  }
}
