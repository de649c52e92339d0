package dev.edgewatch.resource.filter;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A message as plain maps and lists of what is set in it, for naive models that know nothing of
 * field paths.
 */
final class PlainDevice {
  private PlainDevice() {}

  static Map<String, Object> of(Message message) {
    Map<String, Object> plain = new HashMap<>();
    message
        .getAllFields()
        .forEach(
            (field, value) ->
                plain.put(field.getName(), field.isMapField() ? map(value) : any(field, value)));
    return plain;
  }

  private static Object any(FieldDescriptor field, Object value) {
    return field.isRepeated()
        ? ((List<?>) value).stream().map(PlainDevice::one).toList()
        : one(value);
  }

  private static Map<String, Object> map(Object entries) {
    Map<String, Object> map = new HashMap<>();
    for (Object entry : (List<?>) entries) {
      Map<String, Object> pair = of((Message) entry);
      map.put(pair.getOrDefault("key", "").toString(), pair.getOrDefault("value", ""));
    }
    return map;
  }

  private static Object one(Object value) {
    return switch (value) {
      case EnumValueDescriptor named -> named.getNumber();
      case Timestamp time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
      case Duration time -> java.time.Duration.ofSeconds(time.getSeconds(), time.getNanos());
      case Message message -> of(message);
      default -> value;
    };
  }

  /** What is at a path, through lists; nothing where anything on the way is absent. */
  static List<Object> at(Object plain, List<String> path) {
    return switch (plain) {
      case List<?> list when !path.isEmpty() ->
          list.stream().flatMap(item -> at(item, path).stream()).toList();
      case Map<?, ?> map when !path.isEmpty() ->
          map.containsKey(path.getFirst())
              ? at(map.get(path.getFirst()), path.subList(1, path.size()))
              : List.of();
      case List<?> list -> new ArrayList<>(list);
      default -> Stream.of(plain).toList();
    };
  }
}
