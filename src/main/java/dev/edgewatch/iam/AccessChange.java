package dev.edgewatch.iam;

import java.util.function.Predicate;

/**
 * What may be allowed to other people than before.
 *
 * @param callers whose grants it is about
 * @param scope name of the only project or organization in which it is so; empty for any
 */
public record AccessChange(Predicate<Principal> callers, String scope) {

  static AccessChange anywhere(Predicate<Principal> callers) {
    return new AccessChange(callers, "");
  }

  static AccessChange within(String scope) {
    return new AccessChange(caller -> true, scope);
  }

  /**
   * Whether a question may have another answer now.
   *
   * @param where scope of what the question is about, also with a wildcard; empty for the root
   */
  public boolean concerns(Principal caller, String where) {
    return (scope.isEmpty() || where.isEmpty() || where.equals(scope) || where.endsWith("/-"))
        && callers.test(caller);
  }
}
