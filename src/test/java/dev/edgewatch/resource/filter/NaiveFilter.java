package dev.edgewatch.resource.filter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A filter as a tree that prints itself and decides naively about plain devices; shares nothing
 * with the real one.
 */
sealed interface NaiveFilter {
  record Both(List<NaiveFilter> parts, String connector) implements NaiveFilter {}

  record Either(List<NaiveFilter> parts, String connector) implements NaiveFilter {}

  record Negation(NaiveFilter part) implements NaiveFilter {}

  /** What fields can be: the default they have below unset messages, if they have one. */
  enum Kind {
    SCALAR,
    NULLABLE,
    NAME
  }

  /**
   * A condition.
   *
   * @param operator =, !=, <, <=, >, >=, IN, NOT IN, IS NULL, IS NOT NULL, CONTAINS, CONTAINS ANY
   *     or CONTAINS ALL
   * @param absent value of an absent scalar
   * @param literals texts and values to compare with
   */
  record Leaf(String path, Kind kind, Object absent, String operator, Map<String, Object> literals)
      implements NaiveFilter {
    private String literalText() {
      String list = String.join(", ", literals.keySet());
      return switch (operator) {
        case "IN", "NOT IN", "CONTAINS ANY", "CONTAINS ALL" -> "(" + list + ")";
        case "IS NULL", "IS NOT NULL" -> "";
        default -> list;
      };
    }

    private boolean holds(Map<String, Object> device) {
      List<String> segments = Arrays.asList(path.split("\\."));
      boolean throughList =
          path.startsWith("status.addresses.") || path.startsWith("status.conditions.");
      List<Object> found = PlainDevice.at(device, segments);
      // an element of a list that does not have the scalar set has its default
      List<Object> values =
          kind == Kind.NULLABLE
              ? found
              : throughList
                  ? PlainDevice.at(device, segments.subList(0, 2)).stream()
                      .map(item -> ((Map<?, ?>) item).get(segments.getLast()))
                      .<Object>map(value -> value == null ? absent : value)
                      .toList()
                  : found.isEmpty() ? List.of(absent) : found;
      List<Object> wanted = List.copyOf(literals.values());
      Object first = wanted.isEmpty() ? "" : wanted.getFirst();
      boolean names = kind == Kind.NAME;
      Predicate<Object> equal =
          value -> names ? matches((String) first, (String) value) : value.equals(first);
      return switch (operator) {
        case "=", "CONTAINS" -> values.stream().anyMatch(equal);
        case "!=" -> values.stream().noneMatch(equal);
        case "<" -> !names && values.stream().anyMatch(value -> compare(value, first) < 0);
        case "<=" -> !names && values.stream().anyMatch(value -> compare(value, first) <= 0);
        case ">" -> !names && values.stream().anyMatch(value -> compare(value, first) > 0);
        case ">=" -> !names && values.stream().anyMatch(value -> compare(value, first) >= 0);
        case "IN", "CONTAINS ANY" -> values.stream().anyMatch(wanted::contains);
        case "NOT IN" -> values.stream().noneMatch(wanted::contains);
        case "CONTAINS ALL" -> values.containsAll(wanted);
        case "IS NULL" -> isNull(values);
        case "IS NOT NULL" -> !isNull(values);
        default -> throw new IllegalArgumentException(operator);
      };
    }

    private boolean isNull(List<Object> values) {
      return kind == Kind.NAME ? values.stream().allMatch(""::equals) : values.isEmpty();
    }

    private static boolean matches(String pattern, String name) {
      String[] wanted = pattern.split("/", -1);
      String[] segments = name.split("/", -1);
      if (wanted.length != segments.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (!wanted[i].equals("-") && !wanted[i].equals(segments[i])) {
          return false;
        }
      }
      return true;
    }

    private static int compare(Object one, Object other) {
      return switch (one) {
        case String text ->
            Arrays.compareUnsigned(
                text.getBytes(StandardCharsets.UTF_8),
                ((String) other).getBytes(StandardCharsets.UTF_8));
        case Instant time -> time.compareTo((Instant) other);
        case Duration time -> time.compareTo((Duration) other);
        case Boolean truth -> truth.compareTo((Boolean) other);
        case Number number -> Long.compare(number.longValue(), ((Number) other).longValue());
        default -> throw new IllegalArgumentException(one.toString());
      };
    }
  }

  default String text() {
    return switch (this) {
      case Both both ->
          both.parts().stream()
              .map(NaiveFilter::text)
              .collect(Collectors.joining(both.connector(), "(", ")"));
      case Either either ->
          either.parts().stream()
              .map(NaiveFilter::text)
              .collect(Collectors.joining(either.connector(), "(", ")"));
      case Negation negation -> "not " + negation.part().text();
      case Leaf leaf -> leaf.path() + " " + leaf.operator() + " " + leaf.literalText();
    };
  }

  default boolean test(Map<String, Object> device) {
    return switch (this) {
      case Both both -> both.parts().stream().allMatch(part -> part.test(device));
      case Either either -> either.parts().stream().anyMatch(part -> part.test(device));
      case Negation negation -> !negation.part().test(device);
      case Leaf leaf -> leaf.holds(device);
    };
  }
}
