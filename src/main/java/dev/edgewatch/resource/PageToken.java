package dev.edgewatch.resource;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page token of the contract (section 4.2): {@code <direction>.<inclusion>.<kind>.<payload>}. It
 * says where a page starts or ends, as a value and not as a row, so that it stays good when the row
 * is deleted. It is tied to the type and to the order that produced it.
 */
public sealed interface PageToken {
  /** Longest text that is read, in bytes. */
  int LONGEST = 2048;

  /** Rows after ({@code r}) or before ({@code l}) the value. */
  enum Direction {
    AFTER,
    BEFORE;

    public Direction reversed() {
      return this == AFTER ? BEFORE : AFTER;
    }
  }

  /** Without ({@code e}) or with ({@code i}) the value itself. */
  enum Inclusion {
    EXCLUSIVE,
    INCLUSIVE;

    public Inclusion reversed() {
      return this == EXCLUSIVE ? INCLUSIVE : EXCLUSIVE;
    }
  }

  Direction direction();

  Inclusion inclusion();

  /** At a value: rows after or before the key of the given order. */
  record AtKey(Direction direction, Inclusion inclusion, OrderBy.Key key) implements PageToken {}

  /** At a number of rows from the start, 0 or more. */
  record AtOffset(Direction direction, Inclusion inclusion, long offset) implements PageToken {
    public AtOffset {
      if (offset < 0) {
        throw PageTokenText.refused(
            "offset of the page token is " + offset + "; expected 0 or more");
      }
    }
  }

  /** Server-private content: pairs of key and value. */
  record Custom(Direction direction, Inclusion inclusion, Map<String, String> content)
      implements PageToken {
    public Custom {
      content = Collections.unmodifiableMap(new TreeMap<>(content));
    }
  }

  /**
   * Reads the wire form. Refuses anything else with INVALID_ARGUMENT that says what was expected,
   * also a token that was made under another order, as far as that can be seen: it holds fields
   * that this order does not compare.
   */
  static PageToken parse(ResourceType type, OrderBy order, String text) {
    return PageTokenText.parse(type, order, text);
  }

  /**
   * The wire form; S tokens carry a resource that has nothing but the compared fields and the name.
   */
  default String text(ResourceType type, OrderBy order) {
    return PageTokenText.print(order, this);
  }
}
