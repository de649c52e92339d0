package dev.edgewatch.resource.filter;

import java.util.List;
import java.util.stream.Collectors;

/** Prints conditions canonically (contract section 3.2). */
final class Printer {
  private Printer() {}

  static String print(Condition condition) {
    return switch (condition) {
      case Condition.Everything everything -> "()";
      case Condition.AllOf all -> joined(all.parts(), " AND ");
      case Condition.AnyOf any -> joined(any.parts(), " OR ");
      case Condition.Not not -> negated(not.part());
      case Condition.Comparison comparison ->
          path(comparison.operand())
              + " "
              + comparison.operator().text()
              + " "
              + comparison.literal().text();
      case Condition.IsNull isNull -> path(isNull.operand()) + " IS NULL";
      case Condition.IsNan isNan -> path(isNan.operand()) + " IS NaN";
      case Condition.In in -> path(in.operand()) + " IN [" + list(in.literals(), ",") + "]";
      case Condition.Contains contains -> path(contains.operand()) + contains(contains);
    };
  }

  private static String negated(Condition part) {
    return switch (part) {
      case Condition.IsNull isNull -> path(isNull.operand()) + " IS NOT NULL";
      case Condition.IsNan isNan -> path(isNan.operand()) + " IS NOT NaN";
      case Condition.In in -> path(in.operand()) + " NOT IN [" + list(in.literals(), ",") + "]";
      case Condition.Everything _,
          Condition.AllOf _,
          Condition.AnyOf _,
          Condition.Not _,
          Condition.Comparison _,
          Condition.Contains _ ->
          "NOT " + print(part);
    };
  }

  private static String contains(Condition.Contains contains) {
    return switch (contains.quantifier()) {
      case VALUE -> " CONTAINS " + contains.literals().getFirst().text();
      case ANY -> " CONTAINS ANY (" + list(contains.literals(), ", ") + ")";
      case ALL -> " CONTAINS ALL (" + list(contains.literals(), ", ") + ")";
    };
  }

  private static String joined(List<Condition> parts, String connector) {
    return parts.stream().map(Printer::print).collect(Collectors.joining(connector, "(", ")"));
  }

  private static String list(List<Literal> literals, String comma) {
    return literals.stream().map(Literal::text).collect(Collectors.joining(comma));
  }

  private static String path(Operand operand) {
    return operand.path().text();
  }
}
