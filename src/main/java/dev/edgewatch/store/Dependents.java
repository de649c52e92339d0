package dev.edgewatch.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who depends on the resources that a transaction deletes, read under its locks: those who refer to
 * them, and what lives directly below them. Of each only as many as are needed to decide.
 */
final class Dependents {
  static final Dependents NONE = new Dependents();

  /** Who depends, and whether that can be settled after the deletion. */
  record Dependent(Key key, boolean refers, boolean atOnce) {}

  private final Map<Key, Set<Dependent>> byDeleted = new HashMap<>();

  void add(Key deleted, Dependent dependent) {
    byDeleted.computeIfAbsent(deleted, key -> new HashSet<>()).add(dependent);
  }

  /** Those that the deletion may not leave. */
  List<Dependent> bindingTo(Write.Delete delete) {
    return byDeleted.getOrDefault(delete.key(), Set.of()).stream()
        .filter(dependent -> dependent.atOnce() || delete.left() == Write.Left.NOTHING)
        .toList();
  }
}
