package dev.edgewatch.resource.filter;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.ValueOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * A field as somebody who types a filter sees it.
 *
 * @param description what it holds
 * @param operators what it can be asked, the most likely first
 */
record FieldKind(String description, Stream<String> operators) {
  private static final List<String> NULLS = List.of("IS NULL", "IS NOT NULL");
  private static final List<String> SAME = List.of("=", "!=");
  private static final List<String> ONE_OF = List.of("IN", "NOT IN");
  private static final List<String> RANGES = List.of(">=", "<=", ">", "<");

  static FieldKind of(ResourceType type, FieldPath path) {
    Operand operand = Operand.of(type, path);
    FieldDescriptor field = operand.field();
    if (operand.isMap()) {
      return new FieldKind("map; type a key behind a dot", NULLS.stream());
    }
    if (operand.isList()) {
      return kind(
          "list of " + description(field),
          List.of(List.of("CONTAINS", "CONTAINS ANY", "CONTAINS ALL"), NULLS));
    }
    if (operand.naming()) {
      String what =
          operand.target().map(target -> "name of a " + target.simpleName()).orElse("name");
      return kind(what, List.of(SAME, ONE_OF, NULLS));
    }
    return switch (field.getJavaType()) {
      case STRING, ENUM -> kind(description(field), List.of(SAME, ONE_OF, RANGES));
      case INT, LONG -> kind(description(field), List.of(SAME, RANGES, ONE_OF));
      case FLOAT, DOUBLE -> kind(description(field), List.of(RANGES, SAME, List.of("IS NAN")));
      case BOOLEAN, BYTE_STRING -> kind(description(field), List.of(SAME));
      case MESSAGE ->
          ValueOrder.of(field).isPresent()
              ? kind(description(field), List.of(RANGES, SAME, NULLS))
              : kind(description(field), List.of(NULLS, SAME));
    };
  }

  private static FieldKind kind(String description, List<List<String>> operators) {
    return new FieldKind(description, operators.stream().flatMap(List::stream));
  }

  private static String description(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> "text";
      case ENUM -> "one of " + field.getEnumType().getValues().size() + " values";
      case INT, LONG -> "integer";
      case FLOAT, DOUBLE -> "number";
      case BOOLEAN -> "true or false";
      case BYTE_STRING -> "bytes";
      case MESSAGE ->
          ValueOrder.isTimestamp(field)
              ? "time"
              : ValueOrder.isDuration(field) ? "duration" : "object";
    };
  }

  /** How a value of the field is written. */
  static String form(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> "text in double quotes";
      case ENUM -> "one of the values in double quotes";
      case INT, LONG -> "an integer";
      case FLOAT, DOUBLE -> "a number";
      case BOOLEAN -> "TRUE or FALSE";
      case BYTE_STRING -> "base64 in double quotes";
      case MESSAGE ->
          ValueOrder.isTimestamp(field)
              ? Times.TIMESTAMP_FORM
              : ValueOrder.isDuration(field)
                  ? Times.DURATION_FORM
                  : "an object as in {\"field\":\"value\"}";
    };
  }
}
