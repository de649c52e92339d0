package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.edgewatch.console.ui.part.Values;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Single values as texts that can be typed: numbers, bytes, times, durations, free structures. */
public final class ScalarText {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(d|h|min|ms|m|s)");
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "d", BigDecimal.valueOf(86_400),
          "h", BigDecimal.valueOf(3_600),
          "min", BigDecimal.valueOf(60),
          "m", BigDecimal.valueOf(60),
          "s", BigDecimal.ONE,
          "ms", new BigDecimal("0.001"));

  private ScalarText() {}

  /** What {@link #parse} reads again. */
  static String print(FieldDescriptor field, Object value) {
    return switch (value) {
      case ByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
      case Message message -> print(message);
      case Integer number when isUnsigned(field) -> Integer.toUnsignedString(number);
      case Long number when isUnsigned(field) -> Long.toUnsignedString(number);
      default -> String.valueOf(value);
    };
  }

  private static String print(Message message) {
    Descriptor type = message.getDescriptorForType();
    if (isWrapper(type)) {
      FieldDescriptor inner = type.findFieldByName("value");
      return print(inner, message.getField(inner));
    }
    return switch (type.getFullName()) {
      case "google.protobuf.Duration" -> Values.one(duration(type), message);
      case "google.protobuf.FieldMask" ->
          ((List<?>) message.getField(type.findFieldByNumber(1)))
              .stream().map(String::valueOf).collect(Collectors.joining(", "));
      case "google.protobuf.Timestamp" -> Values.instant(message).map(String::valueOf).orElse("");
      default -> Values.json(message);
    };
  }

  /** Any field would do: a duration reads the same everywhere. */
  private static FieldDescriptor duration(Descriptor type) {
    return type.findFieldByNumber(1);
  }

  /**
   * The values in a text: none of an empty one.
   *
   * @throws IllegalArgumentException with a sentence that names the bad value and what was expected
   */
  static List<Object> parse(FieldDescriptor field, String typed) {
    String text = typed.strip();
    if (text.isEmpty() && !field.hasPresence()) {
      return List.of();
    }
    if (field.getType() == FieldDescriptor.Type.STRING) {
      return typed.isEmpty() ? List.of() : List.of(typed);
    }
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      Object value = value(field, text);
      boolean isDefault = !field.hasPresence() && !field.isRepeated() && isZero(value);
      return isDefault ? List.of() : List.of(value);
    } catch (NumberFormatException | InvalidProtocolBufferException bad) {
      throw new IllegalArgumentException(text("form.unreadable", typed, expected(field)), bad);
    }
  }

  private static boolean isZero(Object value) {
    return (value instanceof Number number && number.doubleValue() == 0)
        || (value instanceof ByteString bytes && bytes.isEmpty());
  }

  private static Object value(FieldDescriptor field, String text)
      throws InvalidProtocolBufferException {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32 -> Integer.parseInt(text);
      case UINT32, FIXED32 -> Integer.parseUnsignedInt(text);
      case INT64, SINT64, SFIXED64 -> Long.parseLong(text);
      case UINT64, FIXED64 -> Long.parseUnsignedLong(text);
      case FLOAT -> Float.parseFloat(text);
      case DOUBLE -> Double.parseDouble(text);
      case BYTES -> bytes(text);
      case MESSAGE, GROUP -> message(field.getMessageType(), text);
      case STRING -> text;
      case BOOL, ENUM -> throw new NumberFormatException("chosen, not typed");
    };
  }

  private static ByteString bytes(String text) {
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException noBase64) {
      throw new NumberFormatException(noBase64.getMessage());
    }
  }

  private static Message message(Descriptor type, String text)
      throws InvalidProtocolBufferException {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    if (isWrapper(type)) {
      FieldDescriptor inner = type.findFieldByName("value");
      return message.setField(inner, value(inner, text)).build();
    }
    switch (type.getFullName()) {
      case "google.protobuf.Duration" -> JsonFormat.parser().merge(seconds(text), message);
      case "google.protobuf.Timestamp" ->
          JsonFormat.parser().merge('"' + text.replace(' ', 'T') + '"', message);
      case "google.protobuf.FieldMask" ->
          Arrays.stream(text.split(","))
              .map(String::strip)
              .filter(path -> !path.isEmpty())
              .forEach(path -> message.addRepeatedField(type.findFieldByNumber(1), path));
      default -> JsonFormat.parser().merge(text, message);
    }
    return message.build();
  }

  /** {@code 1 d 2 h}, {@code 90 min}, {@code 1.5 s}, or seconds alone. */
  private static String seconds(String text) {
    boolean negative = text.startsWith("-") || text.startsWith("−");
    String amount = negative ? text.substring(1).strip() : text;
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = PART.matcher(amount);
    int end = 0;
    while (part.find() && amount.substring(end, part.start()).isBlank()) {
      BigDecimal unit = SECONDS.getOrDefault(part.group(2), BigDecimal.ONE);
      sum = sum.add(new BigDecimal(part.group(1)).multiply(unit));
      end = part.end();
    }
    if (end == 0 || !amount.substring(end).isBlank()) {
      sum = new BigDecimal(amount);
    }
    return '"' + (negative ? "-" : "") + sum.stripTrailingZeros().toPlainString() + "s\"";
  }

  private static boolean isWrapper(Descriptor type) {
    return type.getFile().getName().equals("google/protobuf/wrappers.proto");
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      case INT32, SINT32, SFIXED32, INT64, SINT64, SFIXED64 -> false;
      case FLOAT, DOUBLE, BOOL, STRING, BYTES, ENUM, MESSAGE, GROUP -> false;
    };
  }

  /** What may stand for the field in JSON, as a noun. */
  public static String expectedJson(FieldDescriptor field) {
    return Values.is(field, "google.protobuf.Duration")
        ? text("expected.duration.json")
        : expected(field);
  }

  /** What may be typed into the field, as a noun. */
  static String expected(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32 -> text("expected.int32");
      case INT64, SINT64, SFIXED64 -> text("expected.int64");
      case UINT32, FIXED32, UINT64, FIXED64 -> text("expected.unsigned");
      case FLOAT, DOUBLE -> text("expected.number");
      case BYTES -> text("expected.bytes");
      case BOOL -> text("expected.bool");
      case STRING -> text("expected.text");
      case ENUM ->
          field.getEnumType().getValues().stream()
              .map(value -> value.getName())
              .collect(Collectors.joining(", "));
      case MESSAGE, GROUP -> expected(field.getMessageType());
    };
  }

  private static String expected(Descriptor type) {
    if (isWrapper(type)) {
      return expected(type.findFieldByName("value"));
    }
    return switch (type.getFullName()) {
      case "google.protobuf.Timestamp" -> text("expected.timestamp");
      case "google.protobuf.Duration" -> text("expected.duration");
      case "google.protobuf.FieldMask" -> text("expected.mask");
      default -> text("expected.json");
    };
  }
}
