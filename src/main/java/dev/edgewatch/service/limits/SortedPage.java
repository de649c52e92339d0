package dev.edgewatch.service.limits;

import com.google.protobuf.Message;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.PageToken.AtKey;
import dev.edgewatch.resource.PageToken.AtOffset;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.util.Comparator;
import java.util.List;

/** A page (contract section 4.3) of rows that come from several collections. */
record SortedPage<M extends Message>(List<M> rows, String previousToken, String nextToken) {

  /**
   * @param size rows of a page
   */
  static <M extends Message> SortedPage<M> of(
      ResourceType type, OrderBy order, List<M> all, String tokenText, int size) {
    List<M> sorted =
        all.stream().sorted(Comparator.comparing(order::key, order.comparator())).toList();
    int from = 0;
    int to = Math.min(size, sorted.size());
    if (!tokenText.isEmpty()) {
      PageToken token = PageToken.parse(type, order, tokenText);
      int border = border(order, sorted, token);
      from = token.direction() == Direction.AFTER ? border : Math.max(0, border - size);
      to = token.direction() == Direction.AFTER ? Math.min(border + size, sorted.size()) : border;
    }
    return new SortedPage<>(
        sorted.subList(from, to),
        from == 0 ? "" : token(type, order, sorted.get(from), Direction.BEFORE),
        to == sorted.size() ? "" : token(type, order, sorted.get(to - 1), Direction.AFTER));
  }

  /** How many rows are before the place that the token says. */
  private static int border(OrderBy order, List<? extends Message> sorted, PageToken token) {
    boolean after = token.direction() == Direction.AFTER;
    boolean withIt = (token.inclusion() == Inclusion.INCLUSIVE) != after;
    return switch (token) {
      case AtKey at ->
          (int)
              sorted.stream()
                  .mapToInt(row -> order.comparator().compare(order.key(row), at.key()))
                  .filter(compared -> compared < 0 || (withIt && compared == 0))
                  .count();
      case AtOffset at -> (int) Math.min(at.offset(), sorted.size());
      case PageToken.Custom foreign ->
          throw Refusal.invalid(
              "PAGE_TOKEN_INVALID", "page_token", "the page token is not one of this list");
    };
  }

  private static String token(ResourceType type, OrderBy order, Message row, Direction direction) {
    return new AtKey(direction, Inclusion.EXCLUSIVE, order.key(row)).text(type, order);
  }
}
