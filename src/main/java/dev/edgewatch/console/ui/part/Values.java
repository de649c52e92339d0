package dev.edgewatch.console.ui.part;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.edgewatch.resource.FieldPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Values of fields as people read them. Works on descriptors alone, so that messages of compiled
 * types and of types discovered at run time read the same.
 */
public final class Values {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("mm", "mm"),
          Map.entry("cm", "cm"),
          Map.entry("km", "km"),
          Map.entry("kg", "kg"),
          Map.entry("bytes", "bytes"),
          Map.entry("percent", "%"),
          Map.entry("seconds", "s"),
          Map.entry("ms", "ms"),
          Map.entry("volts", "V"),
          Map.entry("mah", "mAh"),
          Map.entry("celsius", "°C"),
          Map.entry("hz", "Hz"));

  private Values() {}

  /** One value of a field; an enumeration's zero value and empty texts read as nothing. */
  public static String one(FieldDescriptor field, Object value) {
    return switch (value) {
      case EnumValueDescriptor one -> one.getNumber() == 0 ? "" : TypeNames.value(one.getName());
      case Boolean on -> text(on ? "yes" : "no");
      case Long whole -> number(whole) + unit(field);
      case Integer whole -> number(whole) + unit(field);
      case Double broken -> trimmed(broken) + unit(field);
      case Float broken -> trimmed(broken) + unit(field);
      case ByteString bytes -> bytes.isEmpty() ? "" : text("value.bytes", bytes.size());
      case Message message -> message(message);
      default -> String.valueOf(value);
    };
  }

  /** All values at a path, as one text. */
  public static String at(FieldPath path, Message resource) {
    if (!path.isSet(resource) && !isPlain(path.field())) {
      return "";
    }
    List<String> texts =
        path.values(resource).stream()
            .map(value -> value instanceof Map<?, ?> map ? pairs(map) : one(path.field(), value))
            .filter(one -> !one.isEmpty())
            .toList();
    return String.join(", ", texts);
  }

  /** Numbers and switches say something also when they are zero. */
  private static boolean isPlain(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case BOOLEAN -> !field.isRepeated();
      case INT, LONG, FLOAT, DOUBLE, STRING, BYTE_STRING, ENUM, MESSAGE -> false;
    };
  }

  /** {@code a=1 b=2}, by key. */
  public static String pairs(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + "="
                    + (entry.getValue() instanceof Message message
                        ? message(message)
                        : entry.getValue()))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Whether a message reads as one value and not as fields. */
  public static boolean isWhole(Descriptor message) {
    return message.getFile().getPackage().equals("google.protobuf");
  }

  /** Whether a field, or each item of it, is a message that is shown by its fields. */
  public static boolean hasFields(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !isWhole(field.getMessageType());
  }

  public static boolean isTimestamp(FieldDescriptor field) {
    return is(field, "google.protobuf.Timestamp");
  }

  public static boolean is(FieldDescriptor field, String message) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().getFullName().equals(message);
  }

  /** The instant of a {@code google.protobuf.Timestamp}. */
  public static Optional<Instant> instant(Message timestamp) {
    Descriptor type = timestamp.getDescriptorForType();
    if (!type.getFullName().equals("google.protobuf.Timestamp")) {
      return Optional.empty();
    }
    long seconds = (Long) timestamp.getField(type.findFieldByNumber(1));
    int nanos = (Integer) timestamp.getField(type.findFieldByNumber(2));
    return Optional.of(Instant.ofEpochSecond(seconds, nanos));
  }

  private static String message(Message message) {
    Descriptor type = message.getDescriptorForType();
    return switch (type.getFullName()) {
      case "google.protobuf.Timestamp" -> instant(message).map(Instant::toString).orElse("");
      case "google.protobuf.Duration" -> duration(message, type);
      default -> unquoted(json(message));
    };
  }

  private static String duration(Message message, Descriptor type) {
    Duration duration =
        Duration.ofSeconds(
            (Long) message.getField(type.findFieldByNumber(1)),
            (Integer) message.getField(type.findFieldByNumber(2)));
    return words(duration);
  }

  /** {@code 1 d 2 h}, {@code 1.5 s}. */
  public static String words(Duration duration) {
    if (duration.isNegative()) {
      return "−" + words(duration.negated());
    }
    StringBuilder words = new StringBuilder();
    append(words, duration.toDaysPart(), " d ");
    append(words, duration.toHoursPart(), " h ");
    append(words, duration.toMinutesPart(), " min ");
    double seconds = duration.toSecondsPart() + duration.toNanosPart() / 1e9;
    if (seconds > 0 || words.isEmpty()) {
      words.append(trimmed(seconds)).append(" s");
    }
    return words.toString().strip();
  }

  private static void append(StringBuilder words, long amount, String unit) {
    if (amount > 0) {
      words.append(amount).append(unit);
    }
  }

  /** Compact JSON with the names of the API. */
  public static String json(Message message) {
    try {
      return JsonFormat.printer()
          .omittingInsignificantWhitespace()
          .preservingProtoFieldNames()
          .print(message);
    } catch (InvalidProtocolBufferException unknownType) {
      return message.toString();
    }
  }

  private static String unquoted(String json) {
    return json.length() > 1 && json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ENGLISH, "%,.0f", value)
        : String.valueOf(value);
  }

  /** A thin gap and the unit that the field's name ends in. */
  private static String unit(FieldDescriptor field) {
    String name = field.getName();
    String unit = UNITS.get(name.substring(name.lastIndexOf('_') + 1));
    return unit == null || !name.contains("_") ? "" : " " + unit;
  }
}
