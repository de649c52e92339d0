package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RankSearchTest {
  private static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

  @AfterAll
  static void stop() {
    EXECUTOR.close();
  }

  @Test
  void entersAnyMergedListWithinTheAcceptedRangeAndTellsTheTrueRanks() throws Exception {
    var random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Map<String, RegionPages> regions = new LinkedHashMap<>();
      Map<String, Long> totals = new LinkedHashMap<>();
      for (int r = 0; r < 1 + random.nextInt(4); r++) {
        List<NumberKey> keys = new ArrayList<>();
        int spread = random.nextBoolean() ? 10 : 100_000;
        int shift = random.nextBoolean() ? 0 : r * 50_000;
        for (int i = 0; i < random.nextInt(400); i++) {
          keys.add(new NumberKey(shift + random.nextInt(spread), "r" + r + "-" + i));
        }
        keys.sort(NumberKey.ORDER);
        regions.put("r" + r, new ScriptedRegion(keys));
        totals.put("r" + r, (long) keys.size());
      }
      long all = totals.values().stream().mapToLong(Long::longValue).sum();
      long to = all == 0 ? 0 : random.nextLong(all);
      long from = Math.max(0, to - random.nextInt(20));

      var entrance = new RankSearch(() -> regions, EXECUTOR).find(totals, from, to);

      assertThat(entrance.offset()).as("round %d", round).isBetween(from, to);
      entrance
          .key()
          .ifPresent(
              key ->
                  regions.forEach(
                      (region, pages) ->
                          assertThat(entrance.ranks()).containsEntry(region, pages.rank(key))));
    }
  }

  @Test
  void regionsThatDoNotAnswerAreNotAsked() throws Exception {
    List<NumberKey> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(new NumberKey(i, "a" + i));
    }
    Map<String, RegionPages> regions =
        Map.of("here", new ScriptedRegion(keys), "lost", ScriptedRegion.silent());

    var entrance = new RankSearch(() -> regions, EXECUTOR).find(Map.of("here", 100L), 50, 60);

    assertThat(entrance.offset()).isBetween(50L, 60L);
    assertThat(entrance.ranks()).containsOnlyKeys("here");
  }

  @Test
  void entersAtTheStartWhenThatIsAccepted() throws Exception {
    Map<String, RegionPages> regions =
        Map.of("a", new ScriptedRegion(List.of(new NumberKey(1, "x"))));

    var entrance = new RankSearch(() -> regions, EXECUTOR).find(Map.of("a", 1L), 0, 5);

    assertThat(entrance.key()).isEmpty();
    assertThat(entrance.offset()).isZero();
  }
}
