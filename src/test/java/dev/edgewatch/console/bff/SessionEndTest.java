package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.region.TestRegion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing of a session is left at the regions when it has ended. */
class SessionEndTest {
  private static final LiveQuery.Spec DEVICES =
      new LiveQuery.Spec(
          TestRegion.DEVICE, TestRegion.PARENT, "", "", Set.of(), List.of("display_name"));

  @Test
  void whatAPageStillOpensThenIsClosedAtOnce() throws Exception {
    try (OneSession ann = new OneSession(Duration.ofHours(1), region -> region)) {
      long without = ann.region().openStreams();
      look(ann);
      await().until(() -> ann.region().openStreams() > without);
      assertThat(ann.session().isWatching()).isTrue();

      ann.session().close();
      look(ann);

      assertThat(ann.session().isWatching()).isFalse();
      await().until(() -> ann.region().openStreams() <= without);
    }
  }

  /** As a page does: a list, one of its rows, and what its reader may do. */
  private static void look(OneSession ann) {
    ann.session().open(DEVICES, () -> {}).viewport(0, 10);
    ann.session().watch(TestRegion.PROJECT, TestRegion.COLD_CHAIN, () -> {});
    ann.session().access(TestRegion.COLD_CHAIN, () -> {});
  }
}
