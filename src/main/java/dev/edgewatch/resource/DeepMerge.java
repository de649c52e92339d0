package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds what one message says to another: set scalars overwrite, messages are merged, maps by key,
 * lists get the elements they do not have yet, and owner references are merged by name.
 */
public final class DeepMerge {
  private DeepMerge() {}

  /** Merges {@code source} into {@code target}, a builder of the same type. */
  public static void into(Message.Builder target, Message source) {
    source
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.isMapField()) {
                mergeMap(target, source, field);
              } else if (field.isRepeated()) {
                mergeList(target, field, (List<?>) value);
              } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                  && target.hasField(field)) {
                target.setField(field, merged((Message) target.getField(field), (Message) value));
              } else {
                target.setField(field, value);
              }
            });
  }

  private static Message merged(Message current, Message source) {
    Message.Builder result = current.toBuilder();
    into(result, source);
    return result.buildPartial();
  }

  private static void mergeList(Message.Builder target, FieldDescriptor field, List<?> source) {
    List<?> current = (List<?>) target.getField(field);
    if (OwnerReferences.isOwnerReferences(field)) {
      target.setField(field, OwnerReferences.merge(current, source));
      return;
    }
    List<Object> result = new ArrayList<>(current);
    for (Object element : source) {
      if (!result.contains(element)) {
        result.add(element);
      }
    }
    target.setField(field, result);
  }

  private static void mergeMap(Message.Builder target, Message source, FieldDescriptor field) {
    Map<Object, Object> result = new LinkedHashMap<>(PathSegment.asMap(target, field));
    PathSegment.asMap(source, field)
        .forEach(
            (key, value) ->
                result.merge(
                    key,
                    value,
                    (old, sent) ->
                        old instanceof Message message ? merged(message, (Message) sent) : sent));
    target.clearField(field);
    result.forEach(
        (key, value) ->
            target.addRepeatedField(field, PathWriter.entry(target, field, key, value)));
  }
}
