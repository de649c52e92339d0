package dev.edgewatch.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a caller wants to do.
 *
 * @param permission full name, {@code services/devices.edgelq.com/permissions/devices.get}
 * @param object name of the resource, or of the parent of a collection; may have wildcards; empty
 *     for the root
 * @param scopes the object's own scope first, then the organizations it belongs to from the nearest
 *     to the farthest, the root ({@code ""}) last
 * @param resource values of the resource that is touched
 * @param request values of the request
 * @param address where the call comes from, if that is known
 */
public record Ask(
    String permission,
    String object,
    List<String> scopes,
    FieldValues resource,
    FieldValues request,
    Optional<InetAddress> address) {

  public Ask {
    scopes = List.copyOf(scopes);
  }

  /** About an object by its name alone, of whose content and caller nothing is known. */
  public static Ask about(String permission, String object, Function<String, List<String>> above) {
    return new Ask(
        permission,
        object,
        scopesOf(object, above),
        FieldValues.NONE,
        FieldValues.NONE,
        Optional.empty());
  }

  public Ask withResource(FieldValues values) {
    return new Ask(permission, object, scopes, values, request, address);
  }

  public Ask withRequest(FieldValues values) {
    return new Ask(permission, object, scopes, resource, values, address);
  }

  public Ask from(InetAddress caller) {
    return new Ask(permission, object, scopes, resource, request, Optional.of(caller));
  }

  /** What follows the own scope in the object's name; empty for the scope itself. */
  String relative() {
    String own = scopes.getFirst();
    if (own.isEmpty() || object.equals(own)) {
      return own.isEmpty() ? object : "";
    }
    return object.substring(own.length() + 1);
  }

  /**
   * The scopes of an object: the one its name begins with, those above it, the root.
   *
   * @param above the organizations above a scope, the nearest first
   */
  public static List<String> scopesOf(String object, Function<String, List<String>> above) {
    List<String> scopes = new ArrayList<>();
    String own = ScopeNames.of(object);
    if (!own.isEmpty()) {
      scopes.add(own);
      scopes.addAll(above.apply(own));
    }
    scopes.add("");
    return scopes;
  }
}
