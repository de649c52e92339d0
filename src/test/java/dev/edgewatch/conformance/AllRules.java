package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.conformance.WatchClient.Start;
import org.junit.jupiter.api.Test;

/** Watches of everything: contract section 6.4 and gap A5. */
interface AllRules {
  Scene scene(String word);

  /** What the client's connections go through. */
  Cable cable();

  @Test
  default void theSnapshotHoldsEverythingAndChangesFollow() throws Exception {
    Scene scene = scene("all");
    scene.create("a", "b");
    try (LiveRows rows = scene.all()) {
      rows.awaitRows("a", "b");
      scene.create("c");
      rows.awaitRows("a", "b", "c");
      scene.describe("a", "new");
      await().until(() -> rows.row("a").getDescription().equals("new"));
      scene.delete("b");
      rows.awaitRows("a", "c");
      scene.dismiss("a");
      rows.awaitRows("c");
    }
  }

  @Test
  default void aSnapshotInChunksIsOneSet() throws Exception {
    Scene scene = scene("parts");
    scene.create("a", "b", "c", "d", "e");
    try (LiveRows rows = scene.all(2, new Start.Snapshot())) {
      rows.awaitRows("a", "b", "c", "d", "e");
      assertThat(rows.lastSet()).hasSizeGreaterThanOrEqualTo(5);
    }
  }

  @Test
  default void afterABreakItGoesOnWhereItWasAndLearnsWhatItMissed() throws Exception {
    Scene scene = scene("break");
    scene.create("a", "b");
    try (LiveRows rows = scene.all()) {
      rows.awaitRows("a", "b");
      int resets = rows.resets();
      cable().unplug();
      scene.delete("a");
      scene.create("c");
      scene.describe("b", "missed");
      cable().plug();
      rows.awaitRows("b", "c");
      await().until(() -> rows.row("b").getDescription().equals("missed"));
      assertThat(rows.resets()).as("nothing began anew").isEqualTo(resets);
    }
  }
}
