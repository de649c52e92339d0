package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Finds a key at which a merged list can be entered near a wanted offset, without reading the list:
 * each region is asked for the key in the middle of what is still possible there, the others for
 * its rank, until the ranks add up to an offset in the accepted range. Takes about {@code log2(rows
 * / accepted range)} rounds of parallel calls.
 */
final class RankSearch {
  private final Supplier<Map<String, RegionPages>> present;
  private final ExecutorService executor;

  RankSearch(Supplier<Map<String, RegionPages>> present, ExecutorService executor) {
    this.present = present;
    this.executor = executor;
  }

  /**
   * @param key where to enter; empty for the very start
   * @param ranks rows before the key, by region; none of a region that was not searched
   */
  record Entrance(Optional<OrderBy.Key> key, Map<String, Long> ranks) {
    static final Entrance START = new Entrance(Optional.empty(), Map.of());

    long offset() {
      return ranks.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A searched region: between which of its rows the key is still possible. */
  private static final class Span {
    private final String region;
    private final RegionPages pages;
    private long low;
    private long high;

    /** Rows before the key that was tried last. */
    private long rank;

    Span(String region, RegionPages pages, long total) {
      this.region = region;
      this.pages = pages;
      this.high = total;
    }

    long width() {
      return high - low;
    }

    void beginsAtRank() {
      low = Math.max(low, rank);
    }

    void endsAtRank() {
      high = Math.min(high, rank);
    }
  }

  /**
   * Asks no region but those of {@code totals}.
   *
   * @param totals rows by region
   * @param from lowest accepted offset
   * @param to highest accepted offset, at least {@code from}
   * @throws ExecutionException when a region does not answer; a refusal of one is thrown as it is
   */
  Entrance find(Map<String, Long> totals, long from, long to)
      throws ExecutionException, InterruptedException {
    List<Span> spans = new ArrayList<>();
    present
        .get()
        .forEach(
            (region, pages) -> {
              Long total = totals.get(region);
              if (total != null) {
                spans.add(new Span(region, pages, total));
              }
            });
    Entrance best = Entrance.START;
    while (best.offset() < from) {
      Optional<Span> widest =
          spans.stream()
              .filter(span -> span.width() > 0)
              .max(Comparator.comparingLong(Span::width));
      if (widest.isEmpty()) {
        break;
      }
      Span asked = widest.get();
      long middle = (asked.low + asked.high) >>> 1;
      Optional<OrderBy.Key> key = asked.pages.keyAt(middle);
      if (key.isEmpty()) {
        asked.high = middle;
        continue;
      }
      asked.rank = middle;
      askRanks(key.get(), spans.stream().filter(span -> span != asked).toList());
      var found = new Entrance(key, ranks(spans));
      if (found.offset() > to) {
        spans.forEach(Span::endsAtRank);
      } else {
        best = found;
        spans.forEach(Span::beginsAtRank);
        asked.low = Math.max(asked.low, middle + 1);
      }
    }
    return best;
  }

  private void askRanks(OrderBy.Key key, List<Span> spans)
      throws ExecutionException, InterruptedException {
    List<Callable<Long>> questions = new ArrayList<>();
    for (Span span : spans) {
      questions.add(() -> span.pages.rank(key));
    }
    List<Future<Long>> answers = executor.invokeAll(questions);
    for (int i = 0; i < spans.size(); i++) {
      spans.get(i).rank = answers.get(i).get();
    }
  }

  private static Map<String, Long> ranks(List<Span> spans) {
    var ranks = new HashMap<String, Long>();
    spans.forEach(span -> ranks.put(span.region, span.rank));
    return ranks;
  }
}
