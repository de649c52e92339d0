package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.region.RegionLimits;
import dev.edgewatch.region.TestRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many watches over access tokens of a short life (quality/reliability.md, P05). */
class RenewedTokensTest {
  private static final int WATCHES = 50;
  private static final Duration LIFE = Duration.ofSeconds(10);
  private static final Duration OBSERVED = Duration.ofSeconds(24);
  private static final LiveQuery.Spec DEVICES =
      new LiveQuery.Spec(
          TestRegion.DEVICE, TestRegion.PARENT, "", "", Set.of(), List.of("display_name"));

  @Test
  void watchesThatAreOpenedAnewMissNothingAndShareEachRenewal() throws Exception {
    try (OneSession ann =
        new OneSession(
            LIFE,
            region ->
                region.withLimits(RegionLimits.standard().withWatchAge(Duration.ofSeconds(8))))) {
      List<LiveQuery> lists = open(ann);
      int opened = ann.usedTokens().size();

      Instant end = Instant.now().plus(OBSERVED);
      for (int made = 1; Instant.now().isBefore(end); made++) {
        create(ann, made);
        awaitRows(lists, made);
      }

      assertThat(ann.usedTokens().size() - opened).isGreaterThanOrEqualTo(2 * WATCHES);
      assertThat(ann.usedTokens().stream().distinct()).hasSize(1 + ann.provider().renewals());
      assertThat(ann.provider().renewals()).isBetween(2, 4);
      assertThat(ann.provider().reuses()).isZero();
    }
  }

  @Test
  void watchesThatStayOpenHearNothingOfARenewal() throws Exception {
    try (OneSession ann = new OneSession(LIFE, region -> region)) {
      List<LiveQuery> lists = open(ann);
      awaitRows(lists, 0);
      int opened = ann.usedTokens().size();
      ann.renewsInTime();

      Instant end = Instant.now().plus(OBSERVED);
      for (int made = 1; Instant.now().isBefore(end); made++) {
        create(ann, made);
        awaitRows(lists, made);
      }

      assertThat(ann.usedTokens()).as("no stream was opened anew").hasSize(opened);
      assertThat(ann.provider().renewals()).isBetween(2, 4);
    }
  }

  private static List<LiveQuery> open(OneSession ann) {
    List<LiveQuery> lists =
        IntStream.range(0, WATCHES).mapToObj(_ -> ann.session().open(DEVICES, () -> {})).toList();
    lists.forEach(list -> list.viewport(0, 10));
    await().until(() -> ann.region().openStreams() >= WATCHES);
    return lists;
  }

  private static void create(OneSession ann, int number) {
    ann.region()
        .operator()
        .create(
            TestRegion.DEVICE,
            TestRegion.PARENT,
            Device.newBuilder().setDisplayName("Device " + number).build());
  }

  private static void awaitRows(List<LiveQuery> lists, int rows) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(lists)
                    .allSatisfy(
                        list -> {
                          list.drain();
                          assertThat(list.size()).isEqualTo(rows);
                          assertThat(list.regions())
                              .extracting(LiveQuery.RegionState::freshness)
                              .doesNotContain(LiveQuery.Freshness.LOST);
                        }));
  }
}
