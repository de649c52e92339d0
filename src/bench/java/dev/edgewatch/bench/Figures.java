package dev.edgewatch.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Named figures in the order they were taken, printed as one JSON line. */
final class Figures {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Figures put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  Figures put(String name, Distribution milliseconds) {
    return put(name + "_n", milliseconds.count())
        .put(name + "_p50_ms", milliseconds.quantile(0.5))
        .put(name + "_p99_ms", milliseconds.quantile(0.99));
  }

  /** The load of the machine beside the figures: they mean little without it. */
  void print() throws java.io.IOException {
    put("load1", Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    System.out.println(
        values.entrySet().stream()
            .map(figure -> "\"" + figure.getKey() + "\":" + json(figure.getValue()))
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static String json(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "\"" + value + "\"";
  }
}
