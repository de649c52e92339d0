package dev.edgewatch.console.ui.form;

import com.google.protobuf.Message;
import dev.edgewatch.console.ui.form.Control.Pair;
import dev.edgewatch.resource.FieldPath;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes fields of messages as the lists that {@link Control}s hold. */
final class Slots {
  private Slots() {}

  /** A field without presence that has its default is not set. */
  static List<Object> read(FieldPath path, Message message) {
    Object value = path.value(message).orElse(null);
    return switch (value) {
      case null -> List.of();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .<Object>map(entry -> new Pair(entry.getKey(), entry.getValue()))
              .sorted(Comparator.comparing(pair -> String.valueOf(((Pair) pair).key())))
              .toList();
      case List<?> list -> List.copyOf(list);
      default -> path.isSet(message) ? List.of(value) : List.of();
    };
  }

  static void write(FieldPath path, Message.Builder message, List<Object> values) {
    if (values.isEmpty()) {
      path.clear(message);
    } else if (path.isMap()) {
      Map<Object, Object> map = new LinkedHashMap<>();
      values.forEach(value -> map.put(((Pair) value).key(), ((Pair) value).value()));
      path.set(message, map);
    } else {
      path.set(message, path.isList() ? values : values.getFirst());
    }
  }
}
