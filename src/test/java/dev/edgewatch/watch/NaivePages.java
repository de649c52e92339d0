package dev.edgewatch.watch;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.watch.WatchMessage.PageTokens;
import java.util.Comparator;
import java.util.List;

/** Pages the slow way: filter, sort and cut everything, as contract section 4.3 says. */
final class NaivePages {
  private NaivePages() {}

  record Cut(List<Resource> rows, int offset, int total, PageTokens tokens) {
    List<ByteString> projected(Mask mask) {
      return rows.stream().map(row -> mask.project(row.message()).toByteString()).toList();
    }
  }

  static Cut cut(List<Resource> all, Query query, String token, int size) {
    Comparator<OrderBy.Key> order = query.order().comparator();
    List<Resource> sorted =
        all.stream()
            .filter(row -> query.parent().contains(row.name()))
            .filter(row -> query.filter().test(row.message()))
            .sorted(Comparator.comparing(row -> key(query, row), order))
            .toList();
    if (token.isEmpty()) {
      int to = Math.min(size, sorted.size());
      return new Cut(
          sorted.subList(0, to), 0, sorted.size(), new PageTokens("", next(query, sorted, to)));
    }
    PageToken parsed = PageToken.parse(query.type(), query.order(), token);
    boolean after = parsed.direction() == Direction.AFTER;
    boolean inclusive = parsed.inclusion() == Inclusion.INCLUSIVE;
    int boundary =
        switch (parsed) {
          case PageToken.AtKey at ->
              (int)
                  sorted.stream()
                      .mapToInt(row -> order.compare(key(query, row), at.key()))
                      .filter(compared -> compared < 0 || (compared == 0 && after != inclusive))
                      .count();
          case PageToken.AtOffset at ->
              (int)
                  Math.min(
                      sorted.size(),
                      Math.max(0, after == inclusive ? at.offset() - 1 : at.offset()));
          case PageToken.Custom ignored -> throw new AssertionError();
        };
    int from = after ? boundary : Math.max(0, boundary - size);
    int to = after ? Math.min(sorted.size(), boundary + size) : boundary;
    PageTokens tokens =
        switch (parsed) {
          case PageToken.AtKey at when after ->
              new PageTokens(
                  text(query, Direction.BEFORE, other(at.inclusion()), at.key()),
                  next(query, sorted, to));
          case PageToken.AtKey at ->
              new PageTokens(
                  from > 0 && from < to
                      ? text(
                          query,
                          Direction.BEFORE,
                          Inclusion.EXCLUSIVE,
                          key(query, sorted.get(from)))
                      : "",
                  text(query, Direction.AFTER, other(at.inclusion()), at.key()));
          case PageToken.AtOffset ignored ->
              new PageTokens(
                  from > 0 ? "l.i.O." + from : "", to < sorted.size() ? "r.e.O." + to : "");
          case PageToken.Custom ignored -> throw new AssertionError();
        };
    return new Cut(sorted.subList(from, to), from, sorted.size(), tokens);
  }

  static OrderBy.Key key(Query query, Resource row) {
    return query.order().key(row.message());
  }

  static String text(Query query, Direction direction, Inclusion inclusion, OrderBy.Key key) {
    return new PageToken.AtKey(direction, inclusion, key).text(query.type(), query.order());
  }

  private static String next(Query query, List<Resource> sorted, int to) {
    return to > 0 && to < sorted.size()
        ? text(query, Direction.AFTER, Inclusion.EXCLUSIVE, key(query, sorted.get(to - 1)))
        : "";
  }

  private static Inclusion other(Inclusion inclusion) {
    return inclusion == Inclusion.INCLUSIVE ? Inclusion.EXCLUSIVE : Inclusion.INCLUSIVE;
  }
}
