package dev.edgewatch.resource;

/** A page token of the contract (section 4.2): {@code <direction>.<inclusion>.<kind>.<payload>}. */
public sealed interface PageToken {
  enum Direction { AFTER, BEFORE }

  enum Inclusion { EXCLUSIVE, INCLUSIVE }

  Direction direction();

  Inclusion inclusion();

  /** At a value: rows after or before the key of the given order. */
  record AtKey(Direction direction, Inclusion inclusion, OrderBy.Key key) implements PageToken {}

  /** At a number of rows from the start. */
  record AtOffset(Direction direction, Inclusion inclusion, long offset) implements PageToken {}

  /** Server-private content: pairs of key and value. */
  record Custom(Direction direction, Inclusion inclusion, java.util.Map<String, String> content) implements PageToken {}

  static PageToken parse(ResourceType type, OrderBy order, String text) { throw new UnsupportedOperationException(); }

  /** The wire form; S tokens carry the resource projected on the order's paths and its name. */
  default String text(ResourceType type, OrderBy order) { throw new UnsupportedOperationException(); }
}
