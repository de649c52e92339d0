package dev.edgewatch.access;

import java.util.List;
import java.util.Set;

/** Names that bindings can be below: a project, an organization, a service, or the root. */
public final class ScopeNames {
  private static final Set<String> COLLECTIONS = Set.of("projects", "organizations", "services");

  private ScopeNames() {}

  /** The scope that a name begins with; empty when it is below the root. */
  public static String of(String name) {
    List<String> segments = segments(name);
    return segments.size() >= 2 && COLLECTIONS.contains(segments.get(0))
        ? segments.get(0) + "/" + segments.get(1)
        : "";
  }

  /** Whether a scope is somebody's: a project or an organization, or all of them by a wildcard. */
  public static boolean isTenant(String scope) {
    return scope.startsWith("projects/") || scope.startsWith("organizations/");
  }

  static List<String> segments(String name) {
    return name.isEmpty() ? List.of() : List.of(name.split("/", -1));
  }

  /**
   * Whether all that is at and below {@code name} is at or below {@code pattern}. A wildcard of the
   * pattern stands for any segment; one of the name asks for all of them, which only a wildcard
   * covers.
   */
  static boolean covers(String pattern, String name) {
    List<String> wanted = segments(pattern);
    List<String> given = segments(name);
    if (given.size() < wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).equals("-") && !wanted.get(i).equals(given.get(i))) {
        return false;
      }
    }
    return true;
  }
}
