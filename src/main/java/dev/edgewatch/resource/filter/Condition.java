package dev.edgewatch.resource.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parsed and typed filter as a tree. Trees that {@link #all}, {@link #any} and {@link #not} make
 * are canonical: no conjunction directly in a conjunction and no disjunction in a disjunction.
 * {@code IS NOT NULL} and {@code NOT IN} are the negations of {@code IS NULL} and {@code IN}.
 */
sealed interface Condition {
  /** {@code ()}. */
  record Everything() implements Condition {}

  record AllOf(List<Condition> parts) implements Condition {}

  record AnyOf(List<Condition> parts) implements Condition {}

  record Not(Condition part) implements Condition {}

  record Comparison(Operand operand, Operator operator, Literal literal) implements Condition {}

  record IsNull(Operand operand) implements Condition {}

  record IsNan(Operand operand) implements Condition {}

  record In(Operand operand, List<Literal> literals) implements Condition {}

  record Contains(Operand operand, Quantifier quantifier, List<Literal> literals)
      implements Condition {}

  /** How many of the values a list must contain. */
  enum Quantifier {
    /** The one value there is. */
    VALUE,
    ANY,
    ALL
  }

  /** What all conditions in it are about. */
  default Stream<Operand> operands() {
    return switch (this) {
      case Everything everything -> Stream.empty();
      case AllOf(var parts) -> parts.stream().flatMap(Condition::operands);
      case AnyOf(var parts) -> parts.stream().flatMap(Condition::operands);
      case Not(var part) -> part.operands();
      case Comparison comparison -> Stream.of(comparison.operand());
      case IsNull(var operand) -> Stream.of(operand);
      case IsNan(var operand) -> Stream.of(operand);
      case In in -> Stream.of(in.operand());
      case Contains contains -> Stream.of(contains.operand());
    };
  }

  static Condition everything() {
    return new Everything();
  }

  /** The conjunction of these. */
  static Condition all(List<Condition> parts) {
    List<Condition> flat = new ArrayList<>();
    for (Condition part : parts) {
      switch (part) {
        case Everything everything -> {}
        case AllOf nested -> flat.addAll(nested.parts());
        default -> flat.add(part);
      }
    }
    return flat.isEmpty()
        ? everything()
        : flat.size() == 1 ? flat.getFirst() : new AllOf(List.copyOf(flat));
  }

  /** The disjunction of these, at least one. */
  static Condition any(List<Condition> parts) {
    List<Condition> flat = new ArrayList<>();
    for (Condition part : parts) {
      switch (part) {
        case Everything everything -> {
          return everything();
        }
        case AnyOf nested -> flat.addAll(nested.parts());
        default -> flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new AnyOf(List.copyOf(flat));
  }

  static Condition not(Condition part) {
    return new Not(part);
  }

  /** Levels of conjunctions, disjunctions and negations. */
  default int depth() {
    return switch (this) {
      case AllOf all -> 1 + deepest(all.parts());
      case AnyOf any -> 1 + deepest(any.parts());
      case Not not -> 1 + not.part().depth();
      case Everything everything -> 0;
      case Comparison comparison -> 0;
      case IsNull isNull -> 0;
      case IsNan isNan -> 0;
      case In in -> 0;
      case Contains contains -> 0;
    };
  }

  private static int deepest(List<Condition> parts) {
    return parts.stream().mapToInt(Condition::depth).max().orElse(0);
  }
}
