package dev.edgewatch.console.ui.part;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.resource.ResourceType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What people call types, fields and values, from the words of the API. */
public final class TypeNames {
  /** Written in capitals wherever they stand. */
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "api", "cpu", "dns", "http", "iam", "id", "ip", "os", "tls", "tpm", "uri", "url", "uuid");

  private TypeNames() {}

  /** {@code role binding}. */
  public static String one(ResourceType type) {
    return spoken(words(type.simpleName()));
  }

  /** For robots, {@code roleBinding}: the singular beside the type's plural. */
  public static String key(ResourceType type) {
    String name = type.simpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** {@code role_binding}: the field of requests that holds one. */
  public static String snake(ResourceType type) {
    return type.simpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** The path in the resource of a field that a region names from the request on. */
  public static String pathIn(ResourceType type, String field) {
    String own = snake(type) + ".";
    return field.startsWith(own) ? field.substring(own.length()) : field;
  }

  /** {@code role bindings}. */
  public static String many(ResourceType type) {
    return spoken(words(type.plural()));
  }

  /** {@code Role bindings}. */
  public static String title(ResourceType type) {
    return capital(many(type));
  }

  /** {@code devices} of {@code devices.edgelq.com}. */
  public static String service(String domain) {
    int dot = domain.indexOf('.');
    return capital(spoken(dot < 0 ? domain : domain.substring(0, dot)));
  }

  /** {@code Serial number}. */
  public static String field(FieldDescriptor field) {
    return field(field.getName());
  }

  /** {@code Serial number} of {@code serial_number}. */
  public static String field(String name) {
    return capital(spoken(name.replace('_', ' ')));
  }

  /** {@code In progress} of {@code IN_PROGRESS}. */
  public static String value(String enumValue) {
    return capital(enumValue.toLowerCase(Locale.ENGLISH).replace('_', ' '));
  }

  /** In small letters, but for abbreviations. */
  public static String spoken(String words) {
    return Arrays.stream(words.toLowerCase(Locale.ENGLISH).split(" ", -1))
        .map(word -> ABBREVIATIONS.contains(word) ? word.toUpperCase(Locale.ENGLISH) : word)
        .collect(Collectors.joining(" "));
  }

  /** {@code widget} of {@code projects/p/regions/r/widgets/widget}. */
  public static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** What a person calls a resource, or its id when it is not called anything. */
  public static String called(ResourceType type, Message resource, String name) {
    String called = type.displayNameOf(resource);
    return called.isEmpty() ? id(name) : called;
  }

  /** {@code Role Binding} of {@code RoleBinding}. */
  public static String words(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
  }

  public static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
