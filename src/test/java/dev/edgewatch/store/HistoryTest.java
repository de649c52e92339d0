package dev.edgewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Position;
import dev.edgewatch.store.History.FeedTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final StoreSettings.History WIDE =
      new StoreSettings.History(Duration.ofHours(1), 1_000_000, 1 << 20);

  @Test
  void answersWhatCameAfterAPositionInOrder() {
    History history = filled(WIDE, 5);

    assertThat(history.since(at(2)).orElseThrow())
        .extracting(transaction -> transaction.position().lsn())
        .containsExactly(3L, 4L, 5L);
    assertThat(history.since(at(5)).orElseThrow()).isEmpty();
  }

  @Test
  void knowsNothingBeforeItsStart() {
    History history = new History(WIDE, at(10));

    assertThat(history.since(at(9))).isEmpty();
    assertThat(history.since(at(10)).orElseThrow()).isEmpty();
  }

  @Test
  void forgetsWhatIsTooManyAndSaysSo() {
    History history = filled(new StoreSettings.History(Duration.ofHours(1), 30, 1 << 20), 100);

    assertThat(history.since(at(69))).isEmpty();
    assertThat(history.since(at(70)).orElseThrow()).hasSize(30);
  }

  @Test
  void forgetsWhatIsTooLarge() {
    History history = filled(new StoreSettings.History(Duration.ofHours(1), 1000, 2000), 100);

    assertThat(history.since(at(79))).isEmpty();
    assertThat(history.since(at(80)).orElseThrow()).hasSize(20);
  }

  @Test
  void forgetsWhatIsTooOld() {
    History history =
        new History(new StoreSettings.History(Duration.ofMinutes(1), 1000, 1 << 20), at(0));
    for (int lsn = 1; lsn <= 100; lsn++) {
      history.add(transaction(lsn), NOON.plusSeconds(lsn));
    }

    assertThat(history.since(at(38))).isEmpty();
    assertThat(history.since(at(39)).orElseThrow()).hasSize(61);
  }

  private static History filled(StoreSettings.History bounds, int transactions) {
    History history = new History(bounds, at(0));
    for (int lsn = 1; lsn <= transactions; lsn++) {
      history.add(transaction(lsn), NOON.plusSeconds(transactions));
    }
    return history;
  }

  private static FeedTransaction transaction(int lsn) {
    Change change =
        new Change(lsn, Regions.REGION, "regions/a", null, Regions.region("regions/a", lsn));
    return new FeedTransaction(
        lsn, NOON.plusSeconds(lsn), 100, new CommittedTransaction(at(lsn), List.of(change)));
  }

  private static Position at(long lsn) {
    return new Position("us-west2", lsn);
  }
}
