package dev.edgewatch.console.ui.part;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.resource.ResourceType;
import java.util.Locale;

/** What people call types, fields and values, from the words of the API. */
public final class TypeNames {
  private TypeNames() {}

  /** {@code role binding}. */
  public static String one(ResourceType type) {
    return words(type.simpleName()).toLowerCase(Locale.ENGLISH);
  }

  /** For robots, {@code roleBinding}: the singular beside the type's plural. */
  public static String key(ResourceType type) {
    String name = type.simpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** {@code role bindings}. */
  public static String many(ResourceType type) {
    return words(type.plural()).toLowerCase(Locale.ENGLISH);
  }

  /** {@code Role bindings}. */
  public static String title(ResourceType type) {
    return capital(many(type));
  }

  /** {@code devices} of {@code devices.edgelq.com}. */
  public static String service(String domain) {
    int dot = domain.indexOf('.');
    return capital(dot < 0 ? domain : domain.substring(0, dot));
  }

  /** {@code Serial number}. */
  public static String field(FieldDescriptor field) {
    return field(field.getName());
  }

  /** {@code Serial number} of {@code serial_number}. */
  public static String field(String name) {
    return switch (name) {
      case "id" -> "ID";
      case "uuid" -> "UUID";
      default -> capital(name.replace('_', ' '));
    };
  }

  /** {@code In progress} of {@code IN_PROGRESS}. */
  public static String value(String enumValue) {
    return capital(enumValue.toLowerCase(Locale.ENGLISH).replace('_', ' '));
  }

  /** {@code widget} of {@code projects/p/regions/r/widgets/widget}. */
  public static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String words(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
  }

  public static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
