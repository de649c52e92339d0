package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is at a path. */
final class PathReader {
  private PathReader() {}

  static void collect(Message message, List<PathSegment> segments, int at, List<Object> values) {
    PathSegment segment = segments.get(at);
    FieldDescriptor field = segment.field();
    boolean last = at == segments.size() - 1;
    if (segment.key() != null) {
      Message entry = PathSegment.entry(message, field, segment.key());
      if (entry != null && last) {
        values.add(PathSegment.valueOf(entry));
      } else if (entry != null) {
        collect((Message) PathSegment.valueOf(entry), segments, at + 1, values);
      }
    } else if (field.isMapField()) {
      values.add(PathSegment.asMap(message, field));
    } else if (field.isRepeated()) {
      List<?> items = (List<?>) message.getField(field);
      if (last) {
        values.addAll(items);
      } else {
        items.forEach(item -> collect((Message) item, segments, at + 1, values));
      }
    } else if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      values.add(message.getField(field));
    } else if (message.hasField(field)) {
      Message child = (Message) message.getField(field);
      if (last) {
        values.add(child);
      } else {
        collect(child, segments, at + 1, values);
      }
    }
  }

  /**
   * An unset message is read as its default instance, so that scalars in it have their defaults.
   */
  static @Nullable Object first(Message root, List<PathSegment> segments) {
    Message message = root;
    int last = segments.size() - 1;
    for (int at = 0; at < last; at++) {
      PathSegment segment = segments.get(at);
      if (segment.key() != null) {
        Message entry = PathSegment.entry(message, segment.field(), segment.key());
        if (entry == null) {
          return null;
        }
        message = (Message) PathSegment.valueOf(entry);
      } else if (segment.field().isRepeated()) {
        List<?> items = (List<?>) message.getField(segment.field());
        if (items.isEmpty()) {
          return null;
        }
        message = (Message) items.getFirst();
      } else {
        message = (Message) message.getField(segment.field());
      }
    }
    return at(message, segments.get(last));
  }

  private static @Nullable Object at(Message message, PathSegment segment) {
    FieldDescriptor field = segment.field();
    if (segment.key() != null) {
      Message entry = PathSegment.entry(message, field, segment.key());
      return entry == null ? null : PathSegment.valueOf(entry);
    }
    if (field.isMapField()) {
      return PathSegment.asMap(message, field);
    }
    boolean unsetMessage =
        !field.isRepeated()
            && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && !message.hasField(field);
    return unsetMessage ? null : message.getField(field);
  }

  static boolean isSet(Message message, List<PathSegment> segments, int at) {
    PathSegment segment = segments.get(at);
    FieldDescriptor field = segment.field();
    boolean last = at == segments.size() - 1;
    if (segment.key() != null) {
      Message entry = PathSegment.entry(message, field, segment.key());
      return entry != null
          && (last || isSet((Message) PathSegment.valueOf(entry), segments, at + 1));
    }
    if (field.isRepeated()) {
      if (last) {
        return message.getRepeatedFieldCount(field) > 0;
      }
      for (Object item : (List<?>) message.getField(field)) {
        if (isSet((Message) item, segments, at + 1)) {
          return true;
        }
      }
      return false;
    }
    return message.hasField(field)
        && (last || isSet((Message) message.getField(field), segments, at + 1));
  }
}
