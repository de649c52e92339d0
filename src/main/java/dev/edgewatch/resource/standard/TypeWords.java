package dev.edgewatch.resource.standard;

import dev.edgewatch.resource.ResourceType;
import java.util.Locale;

/** How a type is written in the names of methods, messages, fields and files. */
final class TypeWords {
  private TypeWords() {}

  /** {@code Device}. */
  static String one(ResourceType type) {
    return type.simpleName();
  }

  /** {@code Devices}. */
  static String many(ResourceType type) {
    String plural = type.plural();
    return Character.toUpperCase(plural.charAt(0)) + plural.substring(1);
  }

  /** {@code provisioning_policy}. */
  static String oneSnake(ResourceType type) {
    return snake(type.simpleName());
  }

  /** {@code provisioning_policies}. */
  static String manySnake(ResourceType type) {
    return snake(type.plural());
  }

  /** The proto package, {@code ntt.devices.v1}. */
  static String protoPackage(ResourceType type) {
    return type.descriptor().getFile().getPackage();
  }

  /** {@code ntt.devices.v1.DeviceService}. */
  static String service(ResourceType type) {
    return protoPackage(type) + "." + one(type) + "Service";
  }

  /**
   * Whether requests of the type have a parent: whether any of its patterns has more than one pair.
   */
  static boolean hasParent(ResourceType type) {
    return type.patterns().stream()
        .anyMatch(pattern -> pattern.text().chars().filter(c -> c == '/').count() > 1);
  }

  private static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
