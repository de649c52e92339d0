package dev.edgewatch.access;

import java.util.Set;
import java.util.TreeSet;

/**
 * A field may have these values only.
 *
 * @param allowed empty when the parameter of the role has no value: then the condition never holds
 */
public record FieldCondition(String path, Set<String> allowed) {
  public FieldCondition {
    allowed = Set.copyOf(allowed);
  }

  boolean holds(FieldValues values) {
    return values.areAmong(path, allowed);
  }

  /** In words, to follow "only where". */
  String demand() {
    return allowed.isEmpty()
        ? path + " has a value that nobody has set"
        : path + " is " + String.join(" or ", new TreeSet<>(allowed));
  }

  /** Whether whatever meets the other one meets this one too. */
  boolean isImpliedBy(FieldCondition other) {
    return path.equals(other.path) && allowed.containsAll(other.allowed);
  }
}
