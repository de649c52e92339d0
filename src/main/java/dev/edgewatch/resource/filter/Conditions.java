package dev.edgewatch.resource.filter;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.ValueOrder;
import dev.edgewatch.resource.filter.Condition.Quantifier;
import java.util.List;

/**
 * Makes typed conditions; refuses those that make no sense for the type of their field, at the
 * operator.
 */
final class Conditions {

  Condition comparison(Operand operand, Token sign, Written written) {
    Operator operator = Operator.of(sign.text()).orElseThrow();
    if (written instanceof Written.Null) {
      return comparisonWithNull(operand, operator, written);
    }
    requireSingle(operand, sign);
    boolean message = operand.field().getType() == FieldDescriptor.Type.MESSAGE;
    boolean ordered =
        ValueOrder.of(operand.field()).isPresent()
            && operand.field().getType() != FieldDescriptor.Type.BYTES;
    if (!operator.isEquality() && !ordered) {
      throw Refused.at(
          sign.start(),
          Quoted.of(operand.path().text())
              + (message ? " is a message" : " holds bytes")
              + "; expected = or !=, found "
              + Quoted.of(sign.text()));
    }
    return new Condition.Comparison(operand, operator, Literals.of(operand, written));
  }

  private static Condition comparisonWithNull(Operand operand, Operator operator, Written none) {
    Condition isNull = new Condition.IsNull(operand);
    if (!operator.isEquality()) {
      throw Refused.at(
          none.position(),
          "NULL can only be compared by = and !=, found " + Quoted.of(operator.text()));
    }
    return operator == Operator.EQUAL ? isNull : Condition.not(isNull);
  }

  Condition in(Operand operand, Token sign, List<Written> values) {
    requireSingle(operand, sign);
    return new Condition.In(operand, literals(operand, values));
  }

  Condition isNan(Operand operand, Token sign) {
    FieldDescriptor.Type type = operand.field().getType();
    boolean number = type == FieldDescriptor.Type.DOUBLE || type == FieldDescriptor.Type.FLOAT;
    if (!number || operand.isList()) {
      throw Refused.at(
          sign.start(),
          "only numbers of type float and double can be NAN; "
              + Quoted.of(operand.path().text())
              + " is none");
    }
    return new Condition.IsNan(operand);
  }

  Condition contains(Operand operand, Token sign, Quantifier quantifier, List<Written> values) {
    if (operand.isMap()) {
      throw Refused.at(
          sign.start(),
          Quoted.of(operand.path().text())
              + " is a map; expected a key behind a dot, as in "
              + operand.path().text()
              + ".key = \"value\"");
    }
    if (!operand.isList()) {
      throw Refused.at(
          sign.start(),
          Quoted.of(operand.path().text()) + " is no list; expected =, IN or another comparison");
    }
    return new Condition.Contains(operand, quantifier, literals(operand, values));
  }

  private static List<Literal> literals(Operand operand, List<Written> values) {
    return values.stream().map(value -> Literals.of(operand, value)).toList();
  }

  private static void requireSingle(Operand operand, Token sign) {
    if (operand.isMap()) {
      throw Refused.at(
          sign.start(),
          Quoted.of(operand.path().text())
              + " is a map; expected a key behind a dot, IS NULL or IS NOT NULL");
    }
    if (operand.isList()) {
      throw Refused.at(
          sign.start(),
          Quoted.of(operand.path().text())
              + " is a list; expected CONTAINS, IS NULL or IS NOT NULL");
    }
  }
}
