package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;

/**
 * What a message can hold by its encoding and what is nothing all the same: times that no calendar
 * of the well-known types has (years 1 to 9999), time spans that are negative or too long for them,
 * and enum values that nobody has declared. Whoever reads such a value later could not write it
 * down.
 */
public final class PossibleValues {
  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final long LONGEST = 315_576_000_000L;
  private static final int NANOS = 1_000_000_000;

  private PossibleValues() {}

  /** Refuses a message of a client that holds such a value, wherever in it. */
  public static void require(Message message) {
    require(message, message.getDescriptorForType().getName());
  }

  private static void require(Message message, String path) {
    switch (message) {
      case Timestamp time -> requireTime(time, path);
      case Duration span -> requireSpan(span, path);
      default ->
          message
              .getAllFields()
              .forEach((field, value) -> require(field, value, path + "." + field.getName()));
    }
  }

  private static void require(FieldDescriptor field, Object value, String path) {
    switch (field.getJavaType()) {
      case MESSAGE -> items(value).forEach(item -> require((Message) item, path));
      case ENUM -> items(value).forEach(item -> requireDeclared((EnumValueDescriptor) item, path));
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING -> {}
    }
  }

  private static List<?> items(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** The same for a time that is not in a resource. */
  public static void requireTime(Timestamp time, String path) {
    boolean isOfCalendar = time.getSeconds() >= FIRST_SECOND && time.getSeconds() <= LAST_SECOND;
    if (!isOfCalendar || time.getNanos() < 0 || time.getNanos() >= NANOS) {
      throw refused(
          path, seconds(time.getSeconds(), time.getNanos()), "a time of the years 1 to 9999");
    }
  }

  private static void requireSpan(Duration span, String path) {
    boolean isSpan = span.getSeconds() >= 0 && span.getSeconds() <= LONGEST;
    if (!isSpan || span.getNanos() < 0 || span.getNanos() >= NANOS) {
      throw refused(
          path, seconds(span.getSeconds(), span.getNanos()), "0 to " + LONGEST + " seconds");
    }
  }

  private static void requireDeclared(EnumValueDescriptor value, String path) {
    boolean isDeclared = value.getIndex() >= 0;
    if (!isDeclared) {
      throw refused(path, "it is " + value.getNumber(), "a value of " + value.getType().getName());
    }
  }

  private static String seconds(long seconds, int nanos) {
    return "it is " + seconds + " seconds and " + nanos + " nanoseconds";
  }

  /** The shape of the message is the contract's, section 2.2. */
  private static RefusalException refused(String path, String value, String expected) {
    String field = path.substring(path.indexOf('.') + 1);
    return Refusal.invalid(
        "VALUE_IMPOSSIBLE",
        field,
        "validation error: " + path + ": " + value + "; expected " + expected);
  }
}
