package dev.edgewatch.resource;

import java.util.Collection;
import java.util.Optional;

/** All resource types known to a process. Immutable and thread-safe. */
public final class Catalog {
  /** The types declared by the protos compiled into this program. */
  public static Catalog compiled() { throw new UnsupportedOperationException(); }

  /** By full name, {@code devices.edgelq.com/Device}; refuses an unknown one. */
  public ResourceType type(String fullName) { throw new UnsupportedOperationException(); }

  public Optional<ResourceType> find(String fullName) { throw new UnsupportedOperationException(); }

  public Collection<ResourceType> types() { throw new UnsupportedOperationException(); }

  /** Types of one service, by its domain. */
  public Collection<ResourceType> typesOf(String service) { throw new UnsupportedOperationException(); }
}
