package dev.edgewatch.console.ui.editor;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.console.ui.part.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message as maps, lists and plain values, by the rules of protobuf's JSON with the names of the
 * API; numbers of 64 bits are numbers, which readers of protobuf's JSON accept.
 */
final class MessageTree {
  private MessageTree() {}

  static Map<String, Object> of(Message message) {
    Map<String, Object> tree = new LinkedHashMap<>();
    new TreeMap<>(message.getAllFields())
        .forEach((field, value) -> tree.put(field.getName(), field(field, value)));
    return tree;
  }

  private static Object field(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      FieldDescriptor keys = field.getMessageType().findFieldByNumber(1);
      FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
      Map<String, Object> map = new TreeMap<>();
      for (Object one : (List<?>) value) {
        Message entry = (Message) one;
        map.put(
            String.valueOf(single(keys, entry.getField(keys))),
            single(values, entry.getField(values)));
      }
      return map;
    }
    if (value instanceof List<?> items) {
      List<Object> list = new ArrayList<>();
      items.forEach(item -> list.add(single(field, item)));
      return list;
    }
    return single(field, value);
  }

  private static Object single(FieldDescriptor field, Object value) {
    return switch (value) {
      case EnumValueDescriptor one -> one.getIndex() < 0 ? one.getNumber() : one.getName();
      case ByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
      case Double number when !Double.isFinite(number) -> infinite(number);
      case Float number when !Float.isFinite(number) -> infinite(number.doubleValue());
      case Integer number when isUnsigned(field) -> Integer.toUnsignedLong(number);
      case Long number when number < 0 && isUnsigned(field) ->
          new BigInteger(Long.toUnsignedString(number));
      case Message message when Values.isWhole(message.getDescriptorForType()) -> whole(message);
      case Message message -> of(message);
      default -> value;
    };
  }

  private static String infinite(double number) {
    return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      default -> false;
    };
  }

  /** Messages with a form of their own in JSON. */
  private static Object whole(Message message) {
    String json = Values.json(message);
    try {
      return JsonMapper.shared().readValue(json, Object.class);
    } catch (JacksonException ofAnUnknownType) {
      return json;
    }
  }
}
