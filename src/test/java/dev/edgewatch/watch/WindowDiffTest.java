package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowDiffTest {
  private static final Query QUERY =
      Devices.query("", "display_name, metadata.annotations.score desc");
  private static final int NUMBERS = 25;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void applyingTheChangesGivesTheNewPageAndNamesOnlyRowsThatChanged(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int i = 0; i < 400; i++) {
      Map<Integer, Resource> rows = new TreeMap<>();
      for (int number = 0; number < NUMBERS; number++) {
        if (random.nextBoolean()) {
          rows.put(number, Devices.random(random, number));
        }
      }
      List<Shown> old = page(rows);
      for (int change = random.nextInt(8); change > 0; change--) {
        int number = random.nextInt(NUMBERS);
        if (random.nextInt(4) == 0) {
          rows.remove(number);
        } else {
          rows.put(number, Devices.random(random, number));
        }
      }
      List<Shown> now = page(rows);
      List<ViewChange> changes = WindowDiff.between(old, now, QUERY.order().comparator());
      PageClient client = new PageClient();
      client.send(
          message(
              old.stream()
                  .<ViewChange>map(row -> new ViewChange.Added(row.resource(), 0))
                  .toList()
                  .reversed()));
      client.send(message(changes));
      assertThat(client.rows()).isEqualTo(now.stream().map(Shown::resource).toList());
      Set<ByteString> unchanged = old.stream().map(Shown::resource).collect(Collectors.toSet());
      for (ViewChange change : changes) {
        if (change instanceof ViewChange.Modified modified) {
          assertThat(unchanged).as("told without need").doesNotContain(modified.resource());
        }
      }
      assertThat(changes).as("one change a row").hasSizeLessThanOrEqualTo(NUMBERS);
    }
  }

  private static WatchMessage message(List<ViewChange> changes) {
    return WatchMessage.page(changes, null, new FakeFeed().position(), 0);
  }

  private static List<Shown> page(Map<Integer, Resource> rows) {
    List<Shown> page = new ArrayList<>();
    rows.values()
        .forEach(
            row -> page.add(new Shown(new Entry(NaivePages.key(QUERY, row), row), row.encoded())));
    page.sort(Comparator.comparing(row -> row.entry().key(), QUERY.order().comparator()));
    return page;
  }
}
