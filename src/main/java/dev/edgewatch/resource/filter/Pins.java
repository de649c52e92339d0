package dev.edgewatch.resource.filter;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.filter.Filter.Pin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a filter pins. */
final class Pins {
  private Pins() {}

  static List<Pin> of(Condition condition) {
    return parts(condition).stream().flatMap(Pins::ofPart).toList();
  }

  /** The values of which a path must have one, when a part of the top-level conjunction says so. */
  static Optional<Set<Object>> among(Condition condition, FieldPath path) {
    return parts(condition).stream()
        .filter(
            part ->
                part instanceof Condition.In in
                    && in.operand().path().equals(path)
                    && !in.operand().hasSeveral())
        .map(part -> values(((Condition.In) part).literals()))
        .findFirst();
  }

  private static Set<Object> values(List<Literal> literals) {
    return literals.stream().map(Literal::value).collect(Collectors.toUnmodifiableSet());
  }

  private static List<Condition> parts(Condition condition) {
    return condition instanceof Condition.AllOf all ? all.parts() : List.of(condition);
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
