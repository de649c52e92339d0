package dev.edgewatch.bench;

import java.util.List;

/** Options of a benchmark, {@code --name value}. */
record Options(List<String> arguments) {
  int number(String name, int standard) {
    int at = arguments.indexOf("--" + name);
    return at < 0 ? standard : Integer.parseInt(arguments.get(at + 1));
  }
}
