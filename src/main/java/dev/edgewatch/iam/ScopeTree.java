package dev.edgewatch.iam;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which organization each project and organization belongs to. Thread-safe. */
final class ScopeTree {
  /** More levels than that are not looked at, so that a circle of organizations ends. */
  private static final int DEEPEST = 20;

  private final Map<String, String> parents = new ConcurrentHashMap<>();

  void put(Resource scope) {
    parents.put(scope.name(), parent(scope));
  }

  /**
   * Whether a change is about what is in the scope alone: it stays where it is, or it is a project,
   * in which nothing else can be, and new.
   */
  boolean apply(Change change) {
    Resource scope = change.after();
    if (scope == null) {
      parents.remove(change.name());
      return false;
    }
    String parent = parent(scope);
    String before = parents.put(scope.name(), parent);
    return before == null ? scope.name().startsWith("projects/") : before.equals(parent);
  }

  boolean isThere(String scope) {
    return parents.containsKey(scope);
  }

  /** The organizations above a scope, the nearest first; none for one that is unknown. */
  List<String> above(String scope) {
    List<String> above = new ArrayList<>();
    String next = parents.getOrDefault(scope, "");
    while (!next.isEmpty() && above.size() < DEEPEST && !above.contains(next)) {
      above.add(next);
      next = parents.getOrDefault(next, "");
    }
    return above;
  }

  /** The organizations among these and all that are below one of them. */
  Set<String> withOrganizationsBelow(Set<String> scopes) {
    return parents.keySet().stream()
        .filter(scope -> scope.startsWith("organizations/"))
        .filter(scope -> scopes.contains(scope) || above(scope).stream().anyMatch(scopes::contains))
        .collect(Collectors.toSet());
  }

  private static String parent(Resource scope) {
    return ScopeContent.parent(scope.message());
  }
}
