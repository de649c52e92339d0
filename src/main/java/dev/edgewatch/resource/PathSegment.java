package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One step of a path: a field, and for a map possibly one of its keys.
 *
 * @param field the field
 * @param key the key of the map, of the key's Java type; null for the whole field
 */
record PathSegment(FieldDescriptor field, @Nullable Object key) {
  private static final int LISTED_FIELDS = 12;

  /**
   * Whether a path may go on inside a field. Well-known types such as Timestamp are values, as in
   * the public API.
   */
  static boolean canEnter(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.getMessageType().getFile().getPackage().equals("google.protobuf");
  }

  /** Finds a field by its name in snake_case, camelCase or kebab-case. */
  static @Nullable FieldDescriptor find(Descriptor message, String name) {
    FieldDescriptor exact = message.findFieldByName(name);
    if (exact != null) {
      return exact;
    }
    FieldDescriptor kebab = message.findFieldByName(name.replace('-', '_'));
    if (kebab != null) {
      return kebab;
    }
    for (FieldDescriptor field : message.getFields()) {
      if (field.getJsonName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  static String expected(Descriptor message) {
    List<FieldDescriptor> fields = message.getFields();
    String names =
        fields.stream()
            .limit(LISTED_FIELDS)
            .map(FieldDescriptor::getName)
            .collect(Collectors.joining(", "));
    return fields.isEmpty()
        ? "no field"
        : fields.size() > LISTED_FIELDS ? names + " or another field" : names;
  }

  /** The key of a map as the text says; null when the text is no such key. */
  static @Nullable Object parseKey(FieldDescriptor map, String text) {
    FieldDescriptor key = map.getMessageType().findFieldByNumber(1);
    try {
      return switch (key.getJavaType()) {
        case STRING -> text;
        case INT -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case BOOLEAN ->
            text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
        case FLOAT, DOUBLE, BYTE_STRING, ENUM, MESSAGE -> null;
      };
    } catch (NumberFormatException other) {
      return null;
    }
  }

  boolean isWholeField() {
    return key == null;
  }

  /** Whether it stands for several messages through which a path goes on. */
  boolean isList() {
    return field.isRepeated() && !field.isMapField();
  }

  /** The field that describes the value here: that of the map's values when there is a key. */
  FieldDescriptor valueField() {
    return key == null ? field : field.getMessageType().findFieldByNumber(2);
  }

  /** The entry of a key in a map field, or null. */
  static @Nullable Message entry(Message message, FieldDescriptor map, Object key) {
    List<?> entries = (List<?>) message.getField(map);
    for (Object entry : entries) {
      Message pair = (Message) entry;
      if (key.equals(keyOf(pair))) {
        return pair;
      }
    }
    return null;
  }

  static Object keyOf(Message entry) {
    return entry.getField(entry.getDescriptorForType().findFieldByNumber(1));
  }

  static Object valueOf(Message entry) {
    return entry.getField(entry.getDescriptorForType().findFieldByNumber(2));
  }

  /** A map field as a map; of duplicate keys the last one counts, as in protobuf. */
  static Map<Object, Object> asMap(MessageOrBuilder message, FieldDescriptor map) {
    Map<Object, Object> result = new LinkedHashMap<>();
    for (Object entry : (List<?>) message.getField(map)) {
      result.put(keyOf((Message) entry), valueOf((Message) entry));
    }
    return Collections.unmodifiableMap(result);
  }

  String text() {
    return key == null ? field.getName() : field.getName() + "." + key;
  }
}
