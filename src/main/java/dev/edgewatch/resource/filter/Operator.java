package dev.edgewatch.resource.filter;

import java.util.Optional;

/** A comparison operator. */
enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  static Optional<Operator> of(String text) {
    if (text.equals("==")) {
      return Optional.of(EQUAL);
    }
    for (Operator operator : values()) {
      if (operator.text.equals(text)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  String text() {
    return text;
  }

  /** Whether it asks only whether two values are the same. */
  boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  /** Whether it holds of a value that compares so to the literal. */
  boolean holds(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
    };
  }
}
