package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The k-way merge of pages that start at the same key. The merged rows end where the first page
 * ends that has more rows behind it: beyond that, a row of this region could be missing.
 */
final class MergedRows {
  private MergedRows() {}

  /**
   * @param entries rows of one region from the common key on, in order
   * @param more whether the region has rows behind them
   */
  record Page(List<Entry> entries, boolean more) {}

  static List<Entry> merge(List<Page> pages, Comparator<OrderBy.Key> order) {
    Comparator<Entry> byKey = Comparator.comparing(Entry::key, order);
    var heads = new PriorityQueue<Head>((a, b) -> byKey.compare(a.entry(), b.entry()));
    int expected = 0;
    for (Page page : pages) {
      expected += page.entries().size();
      if (!page.entries().isEmpty()) {
        heads.add(new Head(page, 0));
      } else if (page.more()) {
        return List.of();
      }
    }
    var merged = new ArrayList<Entry>(expected);
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      merged.add(head.entry());
      if (!head.isLast()) {
        heads.add(head.next());
      } else if (head.page().more()) {
        break;
      }
    }
    return merged;
  }

  private record Head(Page page, int index) {
    Entry entry() {
      return page.entries().get(index);
    }

    boolean isLast() {
      return index == page.entries().size() - 1;
    }

    Head next() {
      return new Head(page, index + 1);
    }
  }
}
