package dev.edgewatch.watch;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import java.util.Comparator;
import java.util.List;

/**
 * A page of a query whose rows are spread over several regions, from the pages that each of them
 * has of its own rows at the same token. A value of the order is a place in all of them at once, so
 * the tokens of the whole are the same as those of a single region (contract sections 4.2 and 8.4).
 * Immutable.
 */
public final class MergedPage {
  private final Query query;
  private final Anchor anchor;
  private final int pageSize;

  private MergedPage(Query query, Anchor anchor, int pageSize) {
    this.query = query;
    this.anchor = anchor;
    this.pageSize = pageSize;
  }

  /**
   * Refuses tokens that are no place in all regions.
   *
   * @param pageSize 1 or more
   */
  public static MergedPage at(Query query, String pageToken, int pageSize) {
    Anchor anchor = Anchor.parse(query, pageToken);
    if (anchor instanceof Anchor.AtOffset) {
      throw Refusal.invalid(
          "PAGE_TOKEN_FOREIGN",
          "page_token",
          "page_token is '"
              + pageToken
              + "', a number of rows; expected a token of kind S in a list over several regions");
    }
    return new MergedPage(query, anchor, pageSize);
  }

  /**
   * The page of the whole. Its position is that of the first share.
   *
   * @param shares one or more; with offset and total, and at least the ordered fields of each row
   */
  public Page of(List<Page> shares) {
    Comparator<OrderBy.Key> order = query.order().comparator();
    List<Entry> rows =
        shares.stream()
            .flatMap(share -> share.resources().stream())
            .map(this::entry)
            .sorted((one, other) -> order.compare(one.key(), other.key()))
            .toList();
    int tooMany = Math.max(0, rows.size() - pageSize);
    // going back, the rows nearest to the anchor are the last ones
    int dropped = anchor.direction() == Direction.BEFORE ? tooMany : 0;
    List<Entry> shown = rows.subList(dropped, rows.size() - tooMany + dropped);
    int from = Math.toIntExact(shares.stream().mapToLong(Page::offset).sum() + dropped);
    int total = Math.toIntExact(shares.stream().mapToLong(Page::total).sum());
    WatchMessage.PageTokens tokens =
        anchor.tokens(query, new Slice(from, from + shown.size(), total), shown);
    return new Page(
        shown.stream().map(Entry::resource).toList(),
        tokens.previous(),
        tokens.next(),
        from,
        total,
        shares.getFirst().position());
  }

  private Entry entry(Resource resource) {
    return new Entry(query.order().key(resource.message(), resource.name()), resource);
  }
}
