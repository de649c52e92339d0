package dev.edgewatch.iam;

import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;

/**
 * What a call needs to be allowed.
 *
 * @param type the type of resource the call is about
 * @param verb {@code get}, {@code create}, {@code heartbeat}…
 * @param access whether it changes anything
 */
public record Permission(ResourceType type, String verb, Access access) {

  public enum Access {
    READ,
    WRITE
  }

  /** The permission of a standard method; watching needs the one of its method. */
  public static Permission of(ResourceType type, StandardMethod method) {
    String verb =
        switch (method) {
          case GET -> "get";
          case BATCH_GET -> "batchGet";
          case LIST -> "list";
          case WATCH_ONE, WATCH_MANY -> "watch";
          case CREATE -> "create";
          case UPDATE -> "update";
          case DELETE -> "delete";
          case SEARCH -> "search";
        };
    return new Permission(type, verb, method.writes() ? Access.WRITE : Access.READ);
  }

  /** {@code devices.get}. */
  public String text() {
    return type.plural() + "." + verb;
  }
}
