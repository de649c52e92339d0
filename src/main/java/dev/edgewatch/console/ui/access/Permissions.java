package dev.edgewatch.console.ui.access;

import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;

/** Names of permissions (contract section 11.4). */
public final class Permissions {
  private static final String COLLECTION = "/permissions/";

  private Permissions() {}

  /** {@code services/devices.edgelq.com/permissions/devices.create}. */
  public static String of(ResourceType type, StandardMethod method) {
    return of(type, method.permissionVerb());
  }

  /** The permission of a custom method, {@code …/projectInvitations.resend}. */
  public static String of(ResourceType type, String verb) {
    return "services/" + type.service() + COLLECTION + type.plural() + "." + verb;
  }

  /** {@code devices.create}: enough where people read it. */
  public static String spoken(String permission) {
    int at = permission.indexOf(COLLECTION);
    return at < 0 ? permission : permission.substring(at + COLLECTION.length());
  }
}
