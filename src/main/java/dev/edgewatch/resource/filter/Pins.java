package dev.edgewatch.resource.filter;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.filter.Filter.Pin;
import java.util.List;
import java.util.stream.Stream;

/** What a filter pins. */
final class Pins {
  private Pins() {}

  static List<Pin> of(Condition condition) {
    List<Condition> parts =
        condition instanceof Condition.AllOf all ? all.parts() : List.of(condition);
    return parts.stream().flatMap(Pins::ofPart).toList();
  }

  private static Stream<Pin> ofPart(Condition part) {
    return switch (part) {
      case Condition.Comparison comparison
          when comparison.operator() == Operator.EQUAL
              && isConcrete(comparison.operand(), comparison.literal()) ->
          pin(comparison.operand(), comparison.literal());
      case Condition.In in when in.literals().stream().distinct().count() == 1 ->
          pin(in.operand(), in.literals().getFirst());
      default -> Stream.empty();
    };
  }

  private static Stream<Pin> pin(Operand operand, Literal literal) {
    return operand.hasSeveral()
        ? Stream.empty()
        : Stream.of(new Pin(operand.path(), literal.value()));
  }

  static boolean isConcrete(Operand operand, Literal literal) {
    return !operand.naming() || !NameTest.hasWildcard((String) literal.value());
  }

  static boolean isIndexable(Pin pin) {
    return switch (pin.value()) {
      case String text -> !text.isEmpty();
      case ByteString bytes -> !bytes.isEmpty();
      case Number number -> number.doubleValue() != 0;
      case Boolean truth -> truth;
      case EnumValueDescriptor value -> value.getNumber() != 0;
      case Message message -> false;
      default -> false;
    };
  }
}
