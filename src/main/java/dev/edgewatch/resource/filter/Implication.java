package dev.edgewatch.resource.filter;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.resource.ValueOrder;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether one condition certainly holds wherever another one does. Sound but not complete: it
 * follows the form of the two, and gives up after a bounded number of steps. Used once.
 */
final class Implication {
  private static final int MOST_STEPS = 20_000;

  private int steps;

  boolean holds(Condition given, Condition wanted) {
    if (++steps > MOST_STEPS) {
      return false;
    }
    if (wanted instanceof Condition.Everything || given.equals(wanted)) {
      return true;
    }
    if (wanted instanceof Condition.AllOf all) {
      return all.parts().stream().allMatch(part -> holds(given, part));
    }
    if (given instanceof Condition.AnyOf any) {
      return any.parts().stream().allMatch(part -> holds(part, wanted));
    }
    if (wanted instanceof Condition.AnyOf any
        && any.parts().stream().anyMatch(part -> holds(given, part))) {
      return true;
    }
    if (given instanceof Condition.In in
        && in.literals().size() > 1
        && wanted instanceof Condition.AnyOf) {
      return in.literals().stream()
          .allMatch(literal -> holds(new Condition.In(in.operand(), List.of(literal)), wanted));
    }
    if (given instanceof Condition.AllOf all) {
      return all.parts().stream().anyMatch(part -> holds(part, wanted));
    }
    Condition positive = positive(given);
    Condition wantedPositive = positive(wanted);
    if (positive instanceof Condition.Not not && wantedPositive instanceof Condition.Not other) {
      return holds(other.part(), not.part());
    }
    return ofLeaves(positive, wantedPositive);
  }

  /** {@code a != x} is the negation of {@code a = x}, and two negations are none. */
  private static Condition positive(Condition condition) {
    return switch (condition) {
      case Condition.Comparison(Operand operand, Operator operator, Literal literal)
          when operator == Operator.NOT_EQUAL ->
          Condition.not(new Condition.Comparison(operand, Operator.EQUAL, literal));
      case Condition.Not(Condition.Not(Condition part)) -> positive(part);
      case Condition.Not(Condition.Comparison(Operand operand, Operator operator, Literal literal))
          when operator == Operator.NOT_EQUAL ->
          new Condition.Comparison(operand, Operator.EQUAL, literal);
      default -> condition;
    };
  }

  private static boolean ofLeaves(Condition given, Condition wanted) {
    return switch (given) {
      case Condition.Comparison equal when equal.operator() == Operator.EQUAL ->
          ofEqual(equal, wanted);
      case Condition.Comparison range ->
          wanted instanceof Condition.Comparison other && ofRange(range, other);
      case Condition.In in ->
          in.literals().stream().allMatch(literal -> ofValue(in.operand(), literal, wanted));
      case Condition.Contains contains ->
          wanted instanceof Condition.Contains other && ofContains(contains, other);
      case Condition.Everything _,
          Condition.AllOf _,
          Condition.AnyOf _,
          Condition.Not _,
          Condition.IsNull _,
          Condition.IsNan _ ->
          false;
    };
  }

  private static boolean ofEqual(Condition.Comparison given, Condition wanted) {
    if (Pins.isConcrete(given.operand(), given.literal())) {
      return ofValue(given.operand(), given.literal(), wanted);
    }
    // a pattern of names is within another one when that matches it as if it were a name
    return wanted instanceof Condition.Comparison other
        && other.operator() == Operator.EQUAL
        && other.operand().equals(given.operand())
        && Evaluation.onValue(other).test(given.literal().value());
  }

  /** A single value at a path decides every condition on that path. */
  private static boolean ofValue(Operand operand, Literal literal, Condition wanted) {
    boolean single = !operand.hasSeveral();
    return switch (wanted) {
      case Condition.Comparison other when other.operator() != Operator.NOT_EQUAL ->
          same(operand, other.operand()) && test(Evaluation.onValue(other), literal);
      case Condition.In other ->
          same(operand, other.operand()) && test(Evaluation.isOneOf(other.literals()), literal);
      case Condition.Not(Condition.Comparison other) when other.operator() != Operator.NOT_EQUAL ->
          single && same(operand, other.operand()) && !test(Evaluation.onValue(other), literal);
      case Condition.Not(Condition.In other) ->
          single
              && same(operand, other.operand())
              && !test(Evaluation.isOneOf(other.literals()), literal);
      case Condition.Not(Condition.IsNull other) ->
          same(operand, other.operand()) && !"".equals(literal.value()) && !isOptional(operand);
      default -> false;
    };
  }

  private static boolean test(Predicate<Object> test, Literal literal) {
    return test.test(literal.value());
  }

  private static boolean same(Operand one, Operand other) {
    return one.equals(other);
  }

  /** Comparing an unset optional scalar sees its default, though it is NULL. */
  private static boolean isOptional(Operand operand) {
    FieldDescriptor declared = operand.path().declaredField();
    return declared.hasPresence() && declared.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
  }

  private static boolean ofRange(Condition.Comparison given, Condition.Comparison wanted) {
    if (!same(given.operand(), wanted.operand())
        || given.operand().naming()
        || wanted.operand().naming()) {
      return false;
    }
    ValueOrder order = ValueOrder.of(given.operand().field()).orElse(null);
    if (order == null) {
      return false;
    }
    int comparison = order.compare(given.literal().value(), wanted.literal().value());
    return switch (wanted.operator()) {
      case LESS ->
          (given.operator() == Operator.LESS && comparison <= 0)
              || (given.operator() == Operator.LESS_OR_EQUAL && comparison < 0);
      case LESS_OR_EQUAL ->
          (given.operator() == Operator.LESS || given.operator() == Operator.LESS_OR_EQUAL)
              && comparison <= 0;
      case GREATER ->
          (given.operator() == Operator.GREATER && comparison >= 0)
              || (given.operator() == Operator.GREATER_OR_EQUAL && comparison > 0);
      case GREATER_OR_EQUAL ->
          (given.operator() == Operator.GREATER || given.operator() == Operator.GREATER_OR_EQUAL)
              && comparison >= 0;
      case EQUAL, NOT_EQUAL -> false;
    };
  }

  private static boolean ofContains(Condition.Contains given, Condition.Contains wanted) {
    if (!same(given.operand(), wanted.operand())) {
      return false;
    }
    List<Literal> has = given.literals();
    List<Literal> needs = wanted.literals();
    boolean givenAny = given.quantifier() == Condition.Quantifier.ANY;
    return switch (wanted.quantifier()) {
      case VALUE, ALL ->
          givenAny
              ? needs.stream().allMatch(need -> has.stream().allMatch(need::equals))
              : has.containsAll(needs);
      case ANY -> givenAny ? needs.containsAll(has) : has.stream().anyMatch(needs::contains);
    };
  }
}
