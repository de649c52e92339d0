package dev.edgewatch.resource;

import java.util.Optional;

/** The part of a name before its last pair, possibly empty, possibly with wildcards. Immutable value. */
public final class ParentName {
  public String text() { throw new UnsupportedOperationException(); }

  public Optional<String> segment(String variable) { throw new UnsupportedOperationException(); }

  public Optional<String> region() { throw new UnsupportedOperationException(); }

  public boolean hasWildcard() { throw new UnsupportedOperationException(); }

  /** Whether a resource of this (concrete) name lives below this parent. Cheap: called for each change. */
  public boolean contains(String name) { throw new UnsupportedOperationException(); }

  /** Longest prefix without a wildcard, ending in a slash, or empty: where to look in the store. */
  public String concretePrefix() { throw new UnsupportedOperationException(); }

  public ResourceName child(String id) { throw new UnsupportedOperationException(); }
}
