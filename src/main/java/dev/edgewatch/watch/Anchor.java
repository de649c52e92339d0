package dev.edgewatch.watch;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.watch.WatchMessage.PageTokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page holds on to (contract section 4.3): the start, a value of the order or a number of
 * rows. A value stays where it is whatever happens to the rows around it.
 *
 * <p>An offset token names the n-th row, counted from 1, as a value token names a row by its
 * values: {@code r.e.O.20} are the rows after the twentieth, {@code l.i.O.20} the rows up to and
 * with it.
 */
sealed interface Anchor {

  /** Which way the page lies from here. */
  Direction direction();

  Slice slice(OrderedRows rows, int pageSize);

  Reach reach(OrderedRows rows, Slice slice);

  /** Tokens of the neighbouring pages of a page that shows {@code page}. */
  PageTokens tokens(Query query, Slice slice, List<Entry> page);

  static Anchor parse(Query query, String pageToken) {
    if (pageToken.isEmpty()) {
      return new AtStart();
    }
    return switch (PageToken.parse(query.type(), query.order(), pageToken)) {
      case PageToken.AtKey(Direction direction, Inclusion inclusion, OrderBy.Key key) ->
          direction == Direction.AFTER
              ? new AfterKey(inclusion, key)
              : new BeforeKey(inclusion, key);
      case PageToken.AtOffset(Direction direction, Inclusion inclusion, long offset) ->
          offset(direction, inclusion, offset);
      case PageToken.Custom ignored ->
          throw Refusal.invalid(
              "PAGE_TOKEN_FOREIGN",
              "page_token",
              "page_token is '"
                  + pageToken
                  + "'; expected a token of kind S or O that this region gave out");
    };
  }

  private static Anchor offset(Direction direction, Inclusion inclusion, long offset) {
    int boundary = Math.clamp(offset, 0, Integer.MAX_VALUE);
    // the twentieth row itself belongs to the rows after it only when it is included, to those
    // before it likewise
    boolean moved = (direction == Direction.AFTER) == (inclusion == Inclusion.INCLUSIVE);
    return new AtOffset(direction, moved ? Math.max(0, boundary - 1) : boundary);
  }

  /** The first rows. */
  record AtStart() implements Anchor {
    @Override
    public Direction direction() {
      return Direction.AFTER;
    }

    @Override
    public Slice slice(OrderedRows rows, int pageSize) {
      return new Slice(0, Math.min(rows.size(), pageSize), rows.size());
    }

    @Override
    public Reach reach(OrderedRows rows, Slice slice) {
      return new Reach(null, keyAfter(rows, slice));
    }

    @Override
    public PageTokens tokens(Query query, Slice slice, List<Entry> page) {
      return new PageTokens("", afterLast(query, slice, page));
    }
  }

  /** The rows after a value. */
  record AfterKey(Inclusion inclusion, OrderBy.Key key) implements Anchor {
    @Override
    public Direction direction() {
      return Direction.AFTER;
    }

    @Override
    public Slice slice(OrderedRows rows, int pageSize) {
      int from = inclusion == Inclusion.INCLUSIVE ? rows.countBefore(key) : rows.countUpTo(key);
      return new Slice(from, Math.min(rows.size(), from + pageSize), rows.size());
    }

    @Override
    public Reach reach(OrderedRows rows, Slice slice) {
      return new Reach(key, keyAfter(rows, slice));
    }

    @Override
    public PageTokens tokens(Query query, Slice slice, List<Entry> page) {
      PageToken previous = new PageToken.AtKey(Direction.BEFORE, other(inclusion), key);
      return new PageTokens(
          previous.text(query.type(), query.order()), afterLast(query, slice, page));
    }
  }

  /** The rows nearest before a value. */
  record BeforeKey(Inclusion inclusion, OrderBy.Key key) implements Anchor {
    @Override
    public Direction direction() {
      return Direction.BEFORE;
    }

    @Override
    public Slice slice(OrderedRows rows, int pageSize) {
      int to = inclusion == Inclusion.INCLUSIVE ? rows.countUpTo(key) : rows.countBefore(key);
      return new Slice(Math.max(0, to - pageSize), to, rows.size());
    }

    @Override
    public Reach reach(OrderedRows rows, Slice slice) {
      return new Reach(slice.hasBefore() ? rows.at(slice.from() - 1).key() : null, key);
    }

    @Override
    public PageTokens tokens(Query query, Slice slice, List<Entry> page) {
      PageToken next = new PageToken.AtKey(Direction.AFTER, other(inclusion), key);
      String previous =
          slice.hasBefore() && !page.isEmpty()
              ? new PageToken.AtKey(Direction.BEFORE, Inclusion.EXCLUSIVE, page.getFirst().key())
                  .text(query.type(), query.order())
              : "";
      return new PageTokens(previous, next.text(query.type(), query.order()));
    }
  }

  /** The rows after or before a boundary between rows: {@code boundary} rows lie before it. */
  record AtOffset(Direction direction, int boundary) implements Anchor {
    @Override
    public Slice slice(OrderedRows rows, int pageSize) {
      int at = Math.min(rows.size(), boundary);
      return direction == Direction.AFTER
          ? new Slice(at, (int) Math.min(rows.size(), (long) at + pageSize), rows.size())
          : new Slice(Math.max(0, at - pageSize), at, rows.size());
    }

    @Override
    public Reach reach(OrderedRows rows, Slice slice) {
      return new Reach(null, keyAfter(rows, slice));
    }

    @Override
    public PageTokens tokens(Query query, Slice slice, List<Entry> page) {
      return new PageTokens(
          slice.hasBefore()
              ? new PageToken.AtOffset(Direction.BEFORE, Inclusion.INCLUSIVE, slice.from())
                  .text(query.type(), query.order())
              : "",
          slice.hasAfter()
              ? new PageToken.AtOffset(Direction.AFTER, Inclusion.EXCLUSIVE, slice.to())
                  .text(query.type(), query.order())
              : "");
    }
  }

  private static OrderBy.@Nullable Key keyAfter(OrderedRows rows, Slice slice) {
    return slice.hasAfter() ? rows.at(slice.to()).key() : null;
  }

  private static String afterLast(Query query, Slice slice, List<Entry> page) {
    return slice.hasAfter() && !page.isEmpty()
        ? new PageToken.AtKey(Direction.AFTER, Inclusion.EXCLUSIVE, page.getLast().key())
            .text(query.type(), query.order())
        : "";
  }

  private static Inclusion other(Inclusion inclusion) {
    return switch (inclusion) {
      case EXCLUSIVE -> Inclusion.INCLUSIVE;
      case INCLUSIVE -> Inclusion.EXCLUSIVE;
    };
  }
}
