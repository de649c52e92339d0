package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How rows of a live page come, move and go: contract section 6.3, rules 1 to 3. */
interface PageRules {
  Scene scene(String word);

  @Test
  default void theSnapshotAddsEachRowOfTheWindowInOrder() throws Exception {
    Scene scene = scene("snapshot");
    scene.create("c", "a", "d", "b");
    try (LivePage page = scene.page(3)) {
      assertThat(page.next().changes()).containsExactly("added a 0", "added b 1", "added c 2");
    }
  }

  @Test
  default void aSnapshotInChunksIsTheSameSnapshot() throws Exception {
    Scene scene = scene("chunks");
    scene.create("a", "b", "c", "d", "e");
    try (LivePage page = scene.page("", 5, 2)) {
      assertThat(page.next().rows()).containsExactly("a", "b", "c", "d", "e");
    }
  }

  @Test
  default void anEmptyPageIsToldAndThenFills() throws Exception {
    Scene scene = scene("empty");
    try (LivePage page = scene.page(3)) {
      assertThat(page.next().rows()).isEmpty();
      scene.create("a");
      assertThat(page.next().changes()).containsExactly("added a 0");
    }
  }

  @Test
  default void aRowThatStartsToMatchIsAddedAtItsIndex() throws Exception {
    Scene scene = scene("added");
    scene.create("a", "c");
    try (LivePage page = scene.page(5)) {
      page.next();
      scene.create("b");
      assertThat(page.next().changes()).containsExactly("added b 1");
    }
  }

  @Test
  default void aRowThatIsDeletedOrStopsToMatchIsRemovedFromItsIndex() throws Exception {
    Scene scene = scene("removed");
    scene.create("a", "b", "c");
    try (LivePage page = scene.page(5)) {
      page.next();
      scene.delete("b");
      assertThat(page.next().changes()).containsExactly("removed b 1");
      scene.dismiss("a");
      assertThat(page.next().changes()).containsExactly("removed a 0");
    }
  }

  @Test
  default void aChangeThatKeepsThePlaceIsModifiedThere() throws Exception {
    Scene scene = scene("kept");
    scene.create("a", "b");
    try (LivePage page = scene.page(5)) {
      page.next();
      scene.describe("b", "new");
      assertThat(page.next().changes()).containsExactly("modified b 1 1");
      assertThat(page.row(1).getDescription()).isEqualTo("new");
    }
  }

  @Test
  default void aChangeThatMovesARowWithinTheWindowSaysFromWhereToWhere() throws Exception {
    Scene scene = scene("moved");
    scene.create("a", "b", "c");
    try (LivePage page = scene.page(5)) {
      page.next();
      scene.rename("a", "bb");
      assertThat(page.next().rows()).containsExactly("b", "a", "c");
      scene.rename("c", "aa");
      assertThat(page.next().changes()).containsExactly("modified c 2 0");
    }
  }

  @Test
  default void aFullWindowThatGainsARowLosesTheOneBehindItsEnd() throws Exception {
    Scene scene = scene("pushed");
    scene.create("b", "c", "d");
    try (LivePage page = scene.page(3)) {
      page.next();
      scene.create("a");
      LivePage.Shown shown = page.next();
      assertThat(shown.rows()).containsExactly("a", "b", "c");
      assertThat(shown.changes()).hasSize(2).contains("added a 0");
      assertThat(shown.changes()).anyMatch(change -> change.startsWith("removed d "));
    }
  }

  @Test
  default void aWindowThatLosesARowPullsInTheNextOne() throws Exception {
    Scene scene = scene("pulled");
    scene.create("a", "b", "c", "d");
    try (LivePage page = scene.page(3)) {
      page.next();
      scene.delete("b");
      LivePage.Shown shown = page.next();
      assertThat(shown.rows()).containsExactly("a", "c", "d");
      assertThat(shown.changes()).hasSize(2).contains("removed b 1");
      assertThat(shown.changes()).anyMatch(change -> change.startsWith("added d "));
    }
  }

  @Test
  default void aRowWhoseKeyLeadsOutOfTheWindowIsRemovedAndTheNextOneAdded() throws Exception {
    Scene scene = scene("out");
    scene.create("a", "b", "c", "d");
    try (LivePage page = scene.page(3)) {
      page.next();
      scene.rename("a", "z");
      LivePage.Shown shown = page.next();
      assertThat(shown.rows()).containsExactly("b", "c", "d");
      assertThat(shown.changes()).hasSize(2).contains("removed a 0");
      assertThat(shown.changes()).anyMatch(change -> change.startsWith("added d "));
    }
  }

  @Test
  default void aChangeOfNothingThatTheMaskShowsIsNotTold() throws Exception {
    Scene scene = scene("masked");
    scene.create("a", "b");
    try (LivePage page = scene.page("", 5, 0, "name", "display_name")) {
      page.next();
      scene.describe("a", "not shown");
      scene.rename("b", "bb");
      assertThat(page.next().changes()).containsExactly("modified b 1 1");
      assertThat(page.row(1).getDisplayName()).isEqualTo("bb");
      assertThat(page.row(0).hasMetadata()).isFalse();
    }
  }

  @Test
  default void withoutAPageSizeThereAreAHundredRowsAndANextToken() throws Exception {
    Scene scene = scene("default");
    scene.create(IntStream.range(0, 101).mapToObj("d%03d"::formatted).toArray(String[]::new));
    try (LivePage page = scene.page(0)) {
      LivePage.Shown shown = page.next();
      assertThat(shown.rows()).hasSize(100);
      assertThat(shown.nextToken()).isNotEmpty();
    }
  }

  @Test
  default void aNegativePageSizeIsRefused() throws Exception {
    try (LivePage page = scene("negative").page(-1)) {
      assertThat(page.end()).isEqualTo("INVALID_ARGUMENT");
    }
  }

  @Test
  default void afterManyChangesThePageIsWhatAListWouldShow() throws Exception {
    Scene scene = scene("many");
    SplittableRandom random = new SplittableRandom(7);
    TreeSet<String> present = new TreeSet<>();
    try (LivePage page = scene.page(5)) {
      page.next();
      for (int i = 0; i < 60; i++) {
        String id = "x%02d".formatted(random.nextInt(20));
        if (present.add(id)) {
          scene.create(id);
        } else {
          present.remove(id);
          scene.delete(id);
        }
      }
      // One row more than everything before it, so that the last set is known.
      scene.create("a");
      List<String> expected = new ArrayList<>(List.of("a"));
      present.stream().limit(4).forEach(expected::add);
      page.until(expected);
    }
  }
}
