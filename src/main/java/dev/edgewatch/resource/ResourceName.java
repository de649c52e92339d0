package dev.edgewatch.resource;

import java.util.Optional;

/** A parsed name: a pattern and the ids in it, some of which may be the wildcard {@code -}. Immutable value. */
public final class ResourceName {
  public ResourceType type() { throw new UnsupportedOperationException(); }

  public String text() { throw new UnsupportedOperationException(); }

  /** The last id. */
  public String id() { throw new UnsupportedOperationException(); }

  /** The id at {@code {variable}} of the pattern, if it has one, for example {@code segment("project")}. */
  public Optional<String> segment(String variable) { throw new UnsupportedOperationException(); }

  /** The concrete region in the name; empty when there is none or it is a wildcard. */
  public Optional<String> region() { throw new UnsupportedOperationException(); }

  public ParentName parent() { throw new UnsupportedOperationException(); }

  public boolean hasWildcard() { throw new UnsupportedOperationException(); }

  /** Same pattern, and each id equal or a wildcard here (contract section 1.3). */
  public boolean matches(ResourceName other) { throw new UnsupportedOperationException(); }
}
