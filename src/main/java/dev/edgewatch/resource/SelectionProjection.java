package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Projects decoded messages. A message of which nothing selected is set is left out, so that a
 * change outside a mask does not show; items of a list keep their places.
 */
final class SelectionProjection {
  private SelectionProjection() {}

  static Message project(Message message, Selection.Fields fields) {
    Message.Builder projected = message.newBuilderForType();
    fill(message, fields, projected);
    return projected.buildPartial();
  }

  private static boolean fill(Message message, Selection.Fields fields, Message.Builder projected) {
    boolean any = false;
    for (Map.Entry<FieldDescriptor, Selection> part : fields.parts().entrySet()) {
      FieldDescriptor field = part.getKey();
      boolean present =
          field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
      any |= present && take(message, field, part.getValue(), projected);
    }
    return any;
  }

  private static boolean take(
      Message message, FieldDescriptor field, Selection part, Message.Builder projected) {
    return switch (part) {
      case Selection.Whole whole -> {
        projected.setField(field, message.getField(field));
        yield true;
      }
      case Selection.Fields below ->
          field.isRepeated()
              ? takeItems(message, field, below, projected)
              : takeMessage(message, field, below, projected);
      case Selection.Keys(var keys) -> takeKeys(message, field, keys, projected);
    };
  }

  private static boolean takeMessage(
      Message message, FieldDescriptor field, Selection.Fields below, Message.Builder projected) {
    Message child = (Message) message.getField(field);
    Message.Builder part = child.newBuilderForType();
    boolean any = fill(child, below, part);
    if (any) {
      projected.setField(field, part.buildPartial());
    }
    return any;
  }

  private static boolean takeItems(
      Message message, FieldDescriptor field, Selection.Fields below, Message.Builder projected) {
    for (Object item : (List<?>) message.getField(field)) {
      projected.addRepeatedField(field, project((Message) item, below));
    }
    return true;
  }

  private static boolean takeKeys(
      Message message,
      FieldDescriptor field,
      Map<Object, Selection> keys,
      Message.Builder projected) {
    boolean any = false;
    for (Object item : (List<?>) message.getField(field)) {
      Message entry = (Message) item;
      Object key = PathSegment.keyOf(entry);
      Object value = projectValue(PathSegment.valueOf(entry), keys.get(key));
      if (value != null) {
        projected.addRepeatedField(field, PathWriter.entry(projected, field, key, value));
        any = true;
      }
    }
    return any;
  }

  private static @Nullable Object projectValue(Object value, @Nullable Selection part) {
    return switch (part) {
      case null -> null;
      case Selection.Whole whole -> value;
      case Selection.Fields below -> {
        Message.Builder projected = ((Message) value).newBuilderForType();
        yield fill((Message) value, below, projected) ? projected.buildPartial() : null;
      }
      case Selection.Keys keys -> throw new IllegalStateException("a map in a map");
    };
  }
}
