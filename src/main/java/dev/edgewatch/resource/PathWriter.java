package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets or, with a null value, clears what is at a path. */
final class PathWriter {
  private PathWriter() {}

  static void set(
      Message.Builder message, List<PathSegment> segments, int at, @Nullable Object value) {
    PathSegment segment = segments.get(at);
    FieldDescriptor field = segment.field();
    boolean last = at == segments.size() - 1;
    if (segment.key() != null) {
      setKey(message, segments, at, value);
    } else if (last) {
      setWhole(message, field, value);
    } else if (field.isRepeated()) {
      for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
        Message.Builder item = ((Message) message.getRepeatedField(field, i)).toBuilder();
        set(item, segments, at + 1, value);
        message.setRepeatedField(field, i, item.buildPartial());
      }
    } else if (value != null || message.hasField(field)) {
      Message.Builder child = ((Message) message.getField(field)).toBuilder();
      set(child, segments, at + 1, value);
      message.setField(field, child.buildPartial());
    }
  }

  private static void setWhole(
      Message.Builder message, FieldDescriptor field, @Nullable Object value) {
    if (value == null) {
      message.clearField(field);
    } else if (field.isMapField() && value instanceof Map<?, ?> map) {
      message.clearField(field);
      map.forEach(
          (key, element) -> message.addRepeatedField(field, entry(message, field, key, element)));
    } else {
      message.setField(field, value);
    }
  }

  private static void setKey(
      Message.Builder message, List<PathSegment> segments, int at, @Nullable Object value) {
    PathSegment segment = segments.get(at);
    FieldDescriptor field = segment.field();
    Object key = Objects.requireNonNull(segment.key());
    List<Message> kept = new ArrayList<>();
    Message found = null;
    for (Object entry : (List<?>) message.getField(field)) {
      if (PathSegment.keyOf((Message) entry).equals(key)) {
        found = (Message) entry;
      } else {
        kept.add((Message) entry);
      }
    }
    if (at == segments.size() - 1) {
      if (value != null) {
        kept.add(entry(message, field, key, value));
      }
    } else if (found != null || value != null) {
      Message.Builder changed =
          found == null ? message.newBuilderForField(field) : found.toBuilder();
      FieldDescriptor valueField = segment.valueField();
      Message.Builder inner = ((Message) changed.getField(valueField)).toBuilder();
      set(inner, segments, at + 1, value);
      kept.add(entry(message, field, key, inner.buildPartial()));
    }
    message.clearField(field);
    kept.forEach(entry -> message.addRepeatedField(field, entry));
  }

  static Message entry(Message.Builder message, FieldDescriptor map, Object key, Object value) {
    Message.Builder entry = message.newBuilderForField(map);
    return entry
        .setField(entry.getDescriptorForType().findFieldByNumber(1), key)
        .setField(entry.getDescriptorForType().findFieldByNumber(2), value)
        .buildPartial();
  }
}
