package dev.edgewatch.bench;

import java.io.IOException;
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

  /** With {@code digits} digits after the point. */
  Figures put(String name, double value, int digits) {
    double scale = Math.pow(10, digits);
    double rounded = Math.round(value * scale) / scale;
    return digits == 0 ? put(name, Math.round(value)) : put(name, rounded);
  }

  Figures put(String name, Distribution milliseconds) {
    return put(name + "_n", milliseconds.count())
        .put(name + "_p50_ms", milliseconds.quantile(0.5))
        .put(name + "_p95_ms", milliseconds.quantile(0.95))
        .put(name + "_p99_ms", milliseconds.quantile(0.99));
  }

  /** The load of the machine beside a figure: it means little without it. */
  Figures putLoad(String name) {
    try {
      return put(
          name, Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]));
    } catch (IOException notLinux) {
      return put(name, -1);
    }
  }

  void print() {
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
