package dev.edgewatch.console.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Counts;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmptinessTest {
  private static final ListState FILTERED = ListState.STANDARD.withFilter("display_name = \"x\"");
  private static final List<LiveQuery.RegionState> LIVE = List.of(region(Freshness.LIVE));

  @Test
  void aFilterIsNotBlamedForAnEmptyList() {
    assertThat(Emptiness.of(LIVE, FILTERED, all(0, true))).isEqualTo(Emptiness.NONE_YET);
  }

  @Test
  void asLongAsItIsNotKnownHowManyThereAreNothingMatches() {
    assertThat(Emptiness.of(LIVE, FILTERED, all(0, false))).isEqualTo(Emptiness.NO_MATCH);
    assertThat(Emptiness.of(LIVE, FILTERED, all(7, true))).isEqualTo(Emptiness.NO_MATCH);
  }

  @Test
  void whatALostRegionHadMayMatch() {
    Counts counts = new Counts(0, 0, true, 0, 0, List.of("eastus2"));
    assertThat(Emptiness.of(LIVE, FILTERED, counts)).isEqualTo(Emptiness.NO_MATCH);
  }

  @Test
  void aListIsEmptyOnlyWhenThatIsKnown() {
    assertThat(of(Freshness.LIVE, Freshness.LIVE)).isEqualTo(Emptiness.NONE_YET);
    assertThat(of(Freshness.LOST, Freshness.LOST)).isEqualTo(Emptiness.COULD_NOT_LOAD);
    assertThat(of(Freshness.FORBIDDEN, Freshness.FORBIDDEN)).isEqualTo(Emptiness.NOT_ALLOWED);
    assertThat(of(Freshness.LIVE, Freshness.CATCHING_UP)).isEqualTo(Emptiness.UNKNOWN);
  }

  private static Emptiness of(Freshness one, Freshness another) {
    return Emptiness.of(List.of(region(one), region(another)), ListState.STANDARD, all(0, true));
  }

  private static Counts all(long rows, boolean counted) {
    return new Counts(0, rows, counted, 0, 0, List.of());
  }

  private static LiveQuery.RegionState region(Freshness freshness) {
    return new LiveQuery.RegionState(
        "us-west2",
        freshness,
        0,
        0,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
