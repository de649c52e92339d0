package dev.edgewatch.access;

import java.util.List;
import java.util.Set;

/**
 * One grant of a role as somebody holds it.
 *
 * @param binding name of the binding it comes from
 * @param role name of the role
 * @param scope where it is bound: it holds there and in all that belongs to it
 * @param subScope below the scope of each object, with wildcards; empty for all of it
 * @param permissions full names; empty for an owner, who has all of them
 * @param onResource conditions on the resource
 * @param onRequest conditions on the request
 * @param onCall conditions on the call
 */
public record Grant(
    String binding,
    String role,
    String scope,
    String subScope,
    Set<String> permissions,
    List<FieldCondition> onResource,
    List<FieldCondition> onRequest,
    List<CallCondition> onCall) {

  public Grant {
    permissions = Set.copyOf(permissions);
    onResource = List.copyOf(onResource);
    onRequest = List.copyOf(onRequest);
    onCall = List.copyOf(onCall);
  }

  /** Everything everywhere, without a binding. */
  public static Grant ownershipOfAll(String role) {
    return new Grant("", role, "", "", Set.of(), List.of(), List.of(), List.of());
  }

  /** Some permissions in a scope, without a binding; at least one. */
  public static Grant builtIn(String scope, Set<String> permissions) {
    if (permissions.isEmpty()) {
      throw new IllegalArgumentException("a grant without permissions would be an ownership");
    }
    return new Grant("", "", scope, "", permissions, List.of(), List.of(), List.of());
  }

  /** Whether the holder has all permissions, as owners of objects have. */
  public boolean isOwnership() {
    return permissions.isEmpty();
  }

  /** Whether it holds only under a condition on the call, by its name. */
  public boolean isUnder(String condition) {
    return onCall.stream().anyMatch(demanded -> demanded.name().equals(condition));
  }

  /** The same for whoever does not have to meet a condition on the call. */
  public Grant without(String condition) {
    return new Grant(
        binding,
        role,
        scope,
        subScope,
        permissions,
        onResource,
        onRequest,
        onCall.stream().filter(demanded -> !demanded.name().equals(condition)).toList());
  }

  boolean names(String permission) {
    return isOwnership() || permissions.contains(permission);
  }

  boolean reaches(Ask ask) {
    return ask.scopes().contains(scope) && ScopeNames.covers(subScope, ask.relative());
  }

  /** Whether whoever holds this may do all that who holds the other one may, where they overlap. */
  boolean isNoStricterThan(Grant other) {
    return onResource.stream().allMatch(mine -> isImplied(mine, other.onResource))
        && onRequest.stream().allMatch(mine -> isImplied(mine, other.onRequest))
        && other.onCall.containsAll(onCall);
  }

  private static boolean isImplied(FieldCondition mine, List<FieldCondition> theirs) {
    return theirs.stream().anyMatch(mine::isImpliedBy);
  }
}
