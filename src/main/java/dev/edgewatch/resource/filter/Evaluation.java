package dev.edgewatch.resource.filter;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.ValueOrder;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compiles conditions to predicates, once per filter; the predicates are stateless. A condition on
 * a path through a list asks whether any element passes; {@code !=} and {@code NOT IN} are the
 * negations of {@code =} and {@code IN}, also there.
 */
final class Evaluation {
  private Evaluation() {}

  static Predicate<Message> compile(Condition condition) {
    return switch (condition) {
      case Condition.Everything everything -> resource -> true;
      case Condition.AllOf all -> all(all.parts().stream().map(Evaluation::compile).toList());
      case Condition.AnyOf any -> any(any.parts().stream().map(Evaluation::compile).toList());
      case Condition.Not not -> compile(not.part()).negate();
      case Condition.Comparison comparison -> comparison(comparison);
      case Condition.IsNull isNull -> isNull.operand()::isNull;
      case Condition.IsNan isNan -> resource -> isNan.operand().any(resource, Evaluation::isNan);
      case Condition.In in -> anyValue(in.operand(), isOneOf(in.literals()));
      case Condition.Contains contains -> contains(contains);
    };
  }

  private static Predicate<Message> all(List<Predicate<Message>> parts) {
    return resource -> {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).test(resource)) {
          return false;
        }
      }
      return true;
    };
  }

  private static Predicate<Message> any(List<Predicate<Message>> parts) {
    return resource -> {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).test(resource)) {
          return true;
        }
      }
      return false;
    };
  }

  private static Predicate<Message> anyValue(Operand operand, Predicate<Object> test) {
    return resource -> operand.any(resource, test);
  }

  private static Predicate<Message> comparison(Condition.Comparison comparison) {
    Predicate<Message> test = anyValue(comparison.operand(), onValue(comparison));
    return comparison.operator() == Operator.NOT_EQUAL ? test.negate() : test;
  }

  private static Predicate<Message> contains(Condition.Contains contains) {
    List<Literal> literals = contains.literals();
    return switch (contains.quantifier()) {
      case VALUE, ANY -> anyValue(contains.operand(), isOneOf(literals));
      case ALL ->
          all(
              literals.stream()
                  .map(literal -> anyValue(contains.operand(), isEqual(literal)))
                  .toList());
    };
  }

  /** The test of one value that is there; for {@code !=} that of {@code =}. */
  static Predicate<Object> onValue(Condition.Comparison comparison) {
    Operator operator = comparison.operator();
    Literal literal = comparison.literal();
    if (operator.isEquality()) {
      return comparison.operand().naming()
          ? new NameTest((String) literal.value())::matches
          : isEqual(literal);
    }
    if (comparison.operand().naming()) {
      // names have no order (contract section 3.3)
      return value -> false;
    }
    ValueOrder order = ValueOrder.of(comparison.operand().field()).orElseThrow();
    Predicate<Object> holds = value -> operator.holds(order.compare(value, literal.value()));
    return order == ValueOrder.NUMBER
        ? value -> !isNan(value) && operator.holds(numbers(value, literal))
        : holds;
  }

  /**
   * Equality of a value with a literal: exact for names, by value for numbers, times and messages.
   */
  static Predicate<Object> isEqual(Literal literal) {
    return switch (literal.value()) {
      case Double number -> value -> !isNan(value) && numbers(value, literal) == 0;
      case Float number -> value -> !isNan(value) && numbers(value, literal) == 0;
      case EnumValueDescriptor named ->
          value -> ((EnumValueDescriptor) value).getNumber() == named.getNumber();
      case com.google.protobuf.Timestamp time -> value -> ValueOrder.TIME.compare(value, time) == 0;
      case com.google.protobuf.Duration time -> value -> ValueOrder.TIME.compare(value, time) == 0;
      default -> literal.value()::equals;
    };
  }

  static Predicate<Object> isOneOf(List<Literal> literals) {
    boolean hashable =
        literals.stream()
            .map(Literal::value)
            .allMatch(
                value ->
                    value instanceof String
                        || value instanceof Integer
                        || value instanceof Long
                        || value instanceof ByteString
                        || value instanceof Boolean);
    if (literals.size() > 1 && hashable) {
      Set<Object> values =
          literals.stream().map(Literal::value).collect(Collectors.toUnmodifiableSet());
      return values::contains;
    }
    return literals.stream().map(Evaluation::isEqual).reduce(Predicate::or).orElseThrow();
  }

  private static boolean isNan(Object value) {
    return Double.isNaN(((Number) value).doubleValue());
  }

  /** By value, so that the two zeros are equal; neither is NaN. */
  private static int numbers(Object value, Literal literal) {
    double one = ((Number) value).doubleValue();
    double other = ((Number) literal.value()).doubleValue();
    return one < other ? -1 : one > other ? 1 : 0;
  }
}
