package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedRowsTest {
  private static final Query QUERY = Devices.query("", "display_name desc");
  private static final Comparator<OrderBy.Key> ORDER = QUERY.order().comparator();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ranksAndSlicesAreThoseOfASortedList(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Entry> naive = new ArrayList<>();
    for (int i = random.nextInt(50); i > 0; i--) {
      put(naive, entry(Devices.random(random, random.nextInt(200))));
    }
    OrderedRows rows = OrderedRows.of(ORDER, naive);
    for (int step = 0; step < 2000; step++) {
      Entry entry = entry(Devices.random(random, random.nextInt(200)));
      boolean growing = step / 400 % 2 == 0;
      if (random.nextInt(10) < (growing ? 8 : 2)) {
        rows.put(entry);
        put(naive, entry);
      } else {
        OrderBy.Key key =
            naive.isEmpty() || random.nextInt(5) == 0 ? entry.key() : pick(random, naive).key();
        rows.remove(key);
        naive.removeIf(known -> ORDER.compare(known.key(), key) == 0);
      }
      naive.sort(Comparator.comparing(Entry::key, ORDER));
      int from = random.nextInt(naive.size() + 1);
      int to = from + random.nextInt(naive.size() - from + 1);
      assertThat(rows.size()).isEqualTo(naive.size());
      assertThat(rows.slice(from, to)).isEqualTo(naive.subList(from, to));
      long before =
          naive.stream().filter(known -> ORDER.compare(known.key(), entry.key()) < 0).count();
      long upTo =
          naive.stream().filter(known -> ORDER.compare(known.key(), entry.key()) <= 0).count();
      assertThat(rows.countBefore(entry.key())).isEqualTo((int) before);
      assertThat(rows.countUpTo(entry.key())).isEqualTo((int) upTo);
      if (!naive.isEmpty()) {
        assertThat(rows.at(naive.size() / 2)).isSameAs(naive.get(naive.size() / 2));
      }
    }
  }

  @Test
  void staysShallowWhenRowsComeInOrder() {
    OrderedRows rows = new OrderedRows(ORDER);
    for (int i = 0; i < 10_000; i++) {
      rows.put(entry(Devices.resource(Devices.device(i))));
    }
    assertThat(rows.height()).isLessThanOrEqualTo(30);
  }

  private static void put(List<Entry> naive, Entry entry) {
    naive.removeIf(known -> ORDER.compare(known.key(), entry.key()) == 0);
    naive.add(entry);
  }

  private static Entry entry(Resource resource) {
    return new Entry(NaivePages.key(QUERY, resource), resource);
  }

  private static Entry pick(RandomGenerator random, List<Entry> entries) {
    return entries.get(random.nextInt(entries.size()));
  }
}
