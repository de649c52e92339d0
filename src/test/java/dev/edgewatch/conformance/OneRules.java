package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Watches of one resource: contract section 6.2 and gap A7. */
interface OneRules {
  Scene scene(String word);

  @Test
  default void oneDeviceIsAddedThenModifiedThenRemovedAndAddedWhenItComesBack() throws Exception {
    Scene scene = scene("one");
    scene.create("a");
    LiveOne heard = new LiveOne();
    try (var _ = scene.one("a", heard)) {
      assertThat(heard.next()).isEqualTo("added a");
      scene.rename("a", "b");
      assertThat(heard.next()).isEqualTo("modified b");
      scene.delete("a");
      assertThat(heard.next()).isEqualTo("removed");
      scene.create("a");
      assertThat(heard.next()).isEqualTo("added a");
    }
  }

  @Test
  default void aDeviceThatDoesNotExistIsNotWatched() throws Exception {
    assertThat(scene("none").refusalOfOne("a")).isEqualTo("NOT_FOUND");
  }
}
