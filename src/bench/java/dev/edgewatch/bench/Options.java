package dev.edgewatch.bench;

import java.util.List;

/** Options of a benchmark: {@code --name value}, {@code --name=value}, or a bare {@code --name}. */
record Options(List<String> arguments) {

  int number(String name, int standard) {
    String value = text(name, "");
    return value.isEmpty() ? standard : Integer.parseInt(value);
  }

  boolean is(String name) {
    return arguments.contains("--" + name);
  }

  String text(String name, String standard) {
    String option = "--" + name;
    int at = arguments.indexOf(option);
    if (at >= 0) {
      return arguments.get(at + 1);
    }
    return arguments.stream()
        .filter(argument -> argument.startsWith(option + "="))
        .map(argument -> argument.substring(option.length() + 1))
        .findFirst()
        .orElse(standard);
  }
}
