package dev.edgewatch.resource;

import com.google.protobuf.Message;
import java.util.Comparator;
import java.util.List;

/** A total order over the resources of a type (contract section 4.1); the name is always its last item. Immutable value. */
public final class OrderBy {
  public static OrderBy parse(ResourceType type, String text) { throw new UnsupportedOperationException(); }

  /** Canonical text, the name tie-breaker left out when it was not given. */
  public String text() { throw new UnsupportedOperationException(); }

  /** Paths compared, the name last. */
  public List<FieldPath> paths() { throw new UnsupportedOperationException(); }

  /** The values this order compares, taken from a resource: small, and all that a sorted structure needs to keep. */
  public Key key(Message resource) { throw new UnsupportedOperationException(); }

  public Comparator<Key> comparator() { throw new UnsupportedOperationException(); }

  /** The order turned around. */
  public OrderBy reversed() { throw new UnsupportedOperationException(); }

  /** Sort key of one resource under one order. Equal keys belong to the same resource, because the name is part of it. */
  public interface Key {
    String name();
  }
}
