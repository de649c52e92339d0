package dev.edgewatch.iam;

import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.Optional;

/**
 * What a call needs to be allowed.
 *
 * @param type the type of resource the call is about
 * @param verb {@code get}, {@code create}, {@code heartbeat}…
 * @param access whether it changes anything
 */
public record Permission(ResourceType type, String verb, Access access) {
  private static final String ATTACH = "!attach";

  public enum Access {
    READ,
    WRITE
  }

  /** The permission of a standard method; watching needs the one of its method. */
  public static Permission of(ResourceType type, StandardMethod method) {
    return new Permission(
        type, method.permissionVerb(), method.writes() ? Access.WRITE : Access.READ);
  }

  /** The permission of a custom method; empty when it is of no type. */
  public static Optional<Permission> of(DeclaredMethod method) {
    Access access = method.readOnly() ? Access.READ : Access.WRITE;
    return method.type().map(type -> new Permission(type, method.verb(), access));
  }

  /** What it takes to refer to a resource of that type from another scope. */
  public static Permission attaching(ResourceType type) {
    return new Permission(type, ATTACH, Access.WRITE);
  }

  /** {@code devices.get}, {@code devices!attach}. */
  public String text() {
    return type.plural() + (verb.equals(ATTACH) ? ATTACH : "." + verb);
  }

  /** {@code services/devices.edgelq.com/permissions/devices.get}, as roles name it. */
  public String fullName() {
    return fullName(type, text());
  }

  /** The same of a permission that the service of a type has besides those of methods. */
  static String fullName(ResourceType type, String text) {
    return "services/" + type.service() + "/permissions/" + text;
  }
}
