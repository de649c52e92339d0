package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergedRowsTest {

  @Test
  void mergedRowsAreTheFirstOnesOfTheWholeListAndNoneIsMissing() {
    var random = new Random(11);
    for (int round = 0; round < 500; round++) {
      List<MergedRows.Page> pages = new ArrayList<>();
      List<Entry> everything = new ArrayList<>();
      boolean cut = false;
      for (int r = 0; r < 1 + random.nextInt(4); r++) {
        List<Entry> rows = rows("r" + r, random);
        everything.addAll(rows);
        int loaded = random.nextInt(rows.size() + 1);
        cut |= loaded < rows.size();
        pages.add(new MergedRows.Page(rows.subList(0, loaded), loaded < rows.size()));
      }
      everything.sort(Comparator.comparing(Entry::key, NumberKey.ORDER));

      List<Entry> merged = MergedRows.merge(pages, NumberKey.ORDER);

      assertThat(merged).as("round %d", round).isEqualTo(everything.subList(0, merged.size()));
      if (!cut) {
        assertThat(merged).hasSameSizeAs(everything);
      }
    }
  }

  private static List<Entry> rows(String region, Random random) {
    List<Entry> rows = new ArrayList<>();
    for (int i = 0; i < random.nextInt(20); i++) {
      rows.add(
          new Entry(region, new NumberKey(random.nextInt(30), region + "-" + i), ByteString.EMPTY));
    }
    rows.sort(Comparator.comparing(Entry::key, NumberKey.ORDER));
    return rows;
  }
}
