package dev.edgewatch.resource.filter;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ValueOrder;
import java.math.BigInteger;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts values as written to the type of a field (contract section 3.3). What does not fit is
 * refused at its position.
 */
final class Literals {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,20})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final int LISTED_VALUES = 12;

  private Literals() {}

  /** The value for one operand: of the element when that is a list. */
  static Literal of(Operand operand, Written written) {
    Literal literal = of(operand.field(), written);
    if (operand.naming() && literal.value() instanceof String name && !name.isEmpty()) {
      operand
          .target()
          .ifPresent(
              type -> {
                try {
                  type.parseName(name);
                } catch (RefusalException malformed) {
                  throw Refused.at(written.position(), malformed);
                }
              });
    }
    return literal;
  }

  static Literal of(FieldDescriptor field, Written written) {
    return switch (field.getType()) {
      case STRING -> {
        String value = text(field, written);
        yield new Literal(value, QuotedText.print(value));
      }
      case BOOL -> {
        boolean value = truth(field, written);
        yield new Literal(value, value ? "TRUE" : "FALSE");
      }
      case INT32, SINT32, SFIXED32 -> {
        int value = integer(field, written, 32, true).intValue();
        yield new Literal(value, Integer.toString(value));
      }
      case UINT32, FIXED32 -> {
        int value = integer(field, written, 32, false).intValue();
        yield new Literal(value, Integer.toUnsignedString(value));
      }
      case INT64, SINT64, SFIXED64 -> {
        long value = integer(field, written, 64, true).longValue();
        yield new Literal(value, Long.toString(value));
      }
      case UINT64, FIXED64 -> {
        long value = integer(field, written, 64, false).longValue();
        yield new Literal(value, Long.toUnsignedString(value));
      }
      case FLOAT -> {
        float value =
            Float.parseFloat(decimal(field, written)) + 0f; // makes the negative zero positive
        yield new Literal(finite(value, field, written), Float.toString(value));
      }
      case DOUBLE -> {
        double value =
            Double.parseDouble(decimal(field, written)) + 0d; // makes the negative zero positive
        yield new Literal(finite(value, field, written), Double.toString(value));
      }
      case ENUM -> {
        EnumValueDescriptor value = enumeration(field, written);
        yield new Literal(value, QuotedText.print(value.getName()));
      }
      case BYTES -> bytes(field, written);
      case MESSAGE -> message(field, written);
      case GROUP -> throw Refused.at(written.position(), field.getName() + " cannot be compared");
    };
  }

  private static Literal message(FieldDescriptor field, Written written) {
    if (ValueOrder.isTimestamp(field)) {
      return Times.timestamp(text(field, written), written.position());
    }
    if (ValueOrder.isDuration(field)) {
      return Times.duration(text(field, written), written.position());
    }
    if (written instanceof Written.Entries entries) {
      return ObjectLiterals.of(field.getMessageType(), entries);
    }
    throw expected(field, written, "an object as in {\"field\":\"value\"}");
  }

  private static String text(FieldDescriptor field, Written written) {
    if (written instanceof Written.Text text) {
      return text.value();
    }
    boolean time = field.getType() == FieldDescriptor.Type.MESSAGE;
    throw expected(
        field,
        written,
        !time
            ? "text in double quotes"
            : ValueOrder.isTimestamp(field) ? Times.TIMESTAMP_FORM : Times.DURATION_FORM);
  }

  private static boolean truth(FieldDescriptor field, Written written) {
    if (written instanceof Written.Truth truth) {
      return truth.value();
    }
    throw expected(field, written, "TRUE or FALSE");
  }

  private static BigInteger integer(
      FieldDescriptor field, Written written, int bits, boolean signed) {
    if (written instanceof Written.Numeral number && INTEGER.matcher(number.digits()).matches()) {
      BigInteger value = new BigInteger(number.digits());
      BigInteger end = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
      if (value.compareTo(end) < 0
          && value.compareTo(signed ? end.negate() : BigInteger.ZERO) >= 0) {
        return value;
      }
    }
    throw expected(
        field, written, "an integer of " + bits + " bits" + (signed ? "" : ", 0 or more"));
  }

  private static String decimal(FieldDescriptor field, Written written) {
    if (written instanceof Written.Numeral number && DECIMAL.matcher(number.digits()).matches()) {
      return number.digits();
    }
    throw expected(field, written, "a number");
  }

  private static <T extends Number> T finite(T value, FieldDescriptor field, Written written) {
    if (Double.isFinite(value.doubleValue())) {
      return value;
    }
    throw expected(field, written, "a number that its type can hold");
  }

  private static EnumValueDescriptor enumeration(FieldDescriptor field, Written written) {
    EnumDescriptor type = field.getEnumType();
    EnumValueDescriptor value = null;
    if (written instanceof Written.Text text) {
      value = type.findValueByName(text.value());
    } else if (written instanceof Written.Numeral) {
      value = type.findValueByNumber(integer(field, written, 32, true).intValue());
    }
    if (value == null) {
      throw expected(
          field,
          written,
          "one of "
              + type.getValues().stream()
                  .limit(LISTED_VALUES)
                  .map(known -> '"' + known.getName() + '"')
                  .collect(Collectors.joining(", "))
              + (type.getValues().size() > LISTED_VALUES ? ", …" : ""));
    }
    return value;
  }

  private static Literal bytes(FieldDescriptor field, Written written) {
    try {
      byte[] value = Base64.getDecoder().decode(text(field, written));
      return new Literal(
          ByteString.copyFrom(value), QuotedText.print(Base64.getEncoder().encodeToString(value)));
    } catch (IllegalArgumentException malformed) {
      throw expected(field, written, "standard base64");
    }
  }

  static RefusalException expected(FieldDescriptor field, Written written, String expected) {
    return Refused.at(
        written.position(),
        "value of " + field.getName() + " is " + shown(written) + "; expected " + expected);
  }

  private static String shown(Written written) {
    return switch (written) {
      case Written.Text text -> "the text " + Quoted.of(text.value());
      case Written.Numeral number -> "the number " + number.digits();
      case Written.Truth truth -> truth.value() ? "TRUE" : "FALSE";
      case Written.Null none -> "NULL";
      case Written.Entries entries -> "an object";
    };
  }
}
