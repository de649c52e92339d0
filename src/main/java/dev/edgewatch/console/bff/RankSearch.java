package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Finds a key at which a merged list can be entered near a wanted offset, without reading the list:
 * each region is asked for the key in the middle of what is still possible there, the others for
 * its rank, until the ranks add up to an offset in the accepted range. Takes about {@code log2(rows
 * / accepted range)} rounds of parallel calls.
 */
final class RankSearch {
  private final Map<String, RegionPages> regions;
  private final ExecutorService executor;

  RankSearch(Map<String, RegionPages> regions, ExecutorService executor) {
    this.regions = regions;
    this.executor = executor;
  }

  /**
   * @param key where to enter; empty for the very start
   * @param ranks rows before the key, by region
   */
  record Entrance(Optional<OrderBy.Key> key, Map<String, Long> ranks) {
    long offset() {
      return ranks.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * @param totals rows by region
   * @param from lowest accepted offset
   * @param to highest accepted offset, at least {@code from}
   */
  Entrance find(Map<String, Long> totals, long from, long to)
      throws ExecutionException, InterruptedException {
    var low = new HashMap<String, Long>();
    var high = new HashMap<>(totals);
    totals.keySet().forEach(region -> low.put(region, 0L));
    Entrance best = new Entrance(Optional.empty(), Map.copyOf(low));
    while (best.offset() < from) {
      var widest = widest(low, high);
      if (widest.isEmpty()) {
        break;
      }
      String region = widest.get();
      long middle = (low.get(region) + high.get(region)) >>> 1;
      Optional<OrderBy.Key> key = regions.get(region).keyAt(middle);
      if (key.isEmpty()) {
        high.put(region, middle);
        continue;
      }
      var found = new Entrance(key, ranks(key.get(), region, middle));
      if (found.offset() > to) {
        found.ranks().forEach((other, rank) -> high.merge(other, rank, Math::min));
      } else {
        best = found;
        found.ranks().forEach((other, rank) -> low.merge(other, rank, Math::max));
        low.put(region, Math.max(low.get(region), middle + 1));
      }
    }
    return best;
  }

  private static Optional<String> widest(Map<String, Long> low, Map<String, Long> high) {
    return low.keySet().stream()
        .filter(region -> high.get(region) > low.get(region))
        .max((a, b) -> Long.compare(high.get(a) - low.get(a), high.get(b) - low.get(b)));
  }

  private Map<String, Long> ranks(OrderBy.Key key, String knownRegion, long knownRank)
      throws ExecutionException, InterruptedException {
    List<String> others =
        regions.keySet().stream().filter(region -> !region.equals(knownRegion)).toList();
    List<Callable<Long>> questions = new ArrayList<>();
    for (String region : others) {
      RegionPages pages = regions.get(region);
      questions.add(() -> pages.rank(key));
    }
    List<Future<Long>> answers = executor.invokeAll(questions);
    var ranks = new HashMap<String, Long>();
    ranks.put(knownRegion, knownRank);
    for (int i = 0; i < others.size(); i++) {
      ranks.put(others.get(i), answers.get(i).get());
    }
    return ranks;
  }
}
