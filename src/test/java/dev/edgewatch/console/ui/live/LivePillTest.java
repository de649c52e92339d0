package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.bff.LiveQuery.Freshness.BEHIND;
import static dev.edgewatch.console.bff.LiveQuery.Freshness.CATCHING_UP;
import static dev.edgewatch.console.bff.LiveQuery.Freshness.FORBIDDEN;
import static dev.edgewatch.console.bff.LiveQuery.Freshness.LIVE;
import static dev.edgewatch.console.bff.LiveQuery.Freshness.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LivePillTest {

  @Test
  void oneLostRegionDoesNotTurnThePill() {
    assertThat(LivePill.of(regions(LIVE, LOST))).isEqualTo(LivePill.State.LIVE);
  }

  @Test
  void listIsOfflineWhenNoRegionAnswers() {
    assertThat(LivePill.of(regions(LOST, LOST))).isEqualTo(LivePill.State.OFFLINE);
    assertThat(LivePill.of(regions(LOST, FORBIDDEN))).isEqualTo(LivePill.State.OFFLINE);
  }

  @Test
  void silentRegionIsSaidBeforeOneThatCatchesUp() {
    assertThat(LivePill.of(regions(BEHIND, CATCHING_UP))).isEqualTo(LivePill.State.BEHIND);
    assertThat(LivePill.of(regions(LIVE, CATCHING_UP))).isEqualTo(LivePill.State.CATCHING);
  }

  private static List<RegionState> regions(Freshness... freshness) {
    return Stream.of(freshness)
        .map(
            one ->
                new RegionState(
                    "r",
                    one,
                    0,
                    0,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Optional.empty(),
                    List.of(),
                    Optional.empty()))
        .toList();
  }
}
