package dev.edgewatch.resource.filter;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.edgewatch.resource.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Objects in braces as messages. Lists cannot be written in a filter, so messages that need one
 * cannot either.
 */
final class ObjectLiterals {
  private ObjectLiterals() {}

  static Literal of(Descriptor type, Written.Entries written) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    // by number, so that equal messages have equal texts
    TreeMap<Integer, String> texts = new TreeMap<>();
    Set<FieldDescriptor> seen = new HashSet<>();
    for (Written.Entry entry : written.entries()) {
      FieldDescriptor field = field(type, entry);
      if (!seen.add(field)) {
        throw Refused.at(entry.position(), "object has " + Quoted.of(entry.key()) + " twice");
      }
      if (entry.value() instanceof Written.Null) {
        continue;
      }
      String text = field.isMapField() ? setMap(message, field, entry) : set(message, field, entry);
      if (field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field)) {
        texts.put(field.getNumber(), QuotedText.print(field.getJsonName()) + ":" + text);
      }
    }
    return new Literal(message.build(), "{" + String.join(",", texts.values()) + "}");
  }

  private static FieldDescriptor field(Descriptor type, Written.Entry entry) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getName().equals(entry.key()) || field.getJsonName().equals(entry.key())) {
        if (field.isRepeated() && !field.isMapField()) {
          throw Refused.at(
              entry.position(),
              field.getName() + " is a list, which an object in a filter cannot hold");
        }
        return field;
      }
    }
    throw Refused.at(entry.position(), type.getName() + " has no field " + Quoted.of(entry.key()));
  }

  private static String set(
      DynamicMessage.Builder message, FieldDescriptor field, Written.Entry entry) {
    Literal literal = Literals.of(field, entry.value());
    message.setField(field, dynamic(field, literal.value()));
    return literal.text();
  }

  private static String setMap(
      DynamicMessage.Builder message, FieldDescriptor map, Written.Entry entry) {
    if (!(entry.value() instanceof Written.Entries pairs)) {
      throw Literals.expected(map, entry.value(), "an object of its keys");
    }
    FieldDescriptor key = map.getMessageType().findFieldByNumber(1);
    FieldDescriptor value = map.getMessageType().findFieldByNumber(2);
    if (key.getType() != FieldDescriptor.Type.STRING) {
      throw Refused.at(
          entry.position(),
          map.getName() + " cannot be written in a filter, because its keys are no text");
    }
    TreeMap<String, Literal> values = new TreeMap<>();
    for (Written.Entry pair : pairs.entries()) {
      if (values.put(pair.key(), Literals.of(value, pair.value())) != null) {
        throw Refused.at(pair.position(), "object has " + Quoted.of(pair.key()) + " twice");
      }
    }
    List<String> texts = new ArrayList<>();
    values.forEach(
        (name, literal) -> {
          Message.Builder pair = message.newBuilderForField(map);
          pair.setField(key, name).setField(value, dynamic(value, literal.value()));
          message.addRepeatedField(map, pair.build());
          texts.add(QuotedText.print(name) + ":" + literal.text());
        });
    return "{" + String.join(",", texts) + "}";
  }

  /**
   * Times within a message must be messages of the very type its field declares, to be equal to
   * what is there.
   */
  private static Object dynamic(FieldDescriptor field, Object value) {
    if (value instanceof Timestamp time) {
      return time(field, time.getSeconds(), time.getNanos());
    }
    if (value instanceof com.google.protobuf.Duration time) {
      return time(field, time.getSeconds(), time.getNanos());
    }
    return value;
  }

  private static Message time(FieldDescriptor field, long seconds, int nanos) {
    Descriptor type = field.getMessageType();
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByNumber(1), seconds)
        .setField(type.findFieldByNumber(2), nanos)
        .build();
  }
}
