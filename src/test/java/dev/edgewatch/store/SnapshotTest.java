package dev.edgewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotTest {
  @Test
  void containsWhatEndedBeforeItAndNotWhatWasRunning() {
    Snapshot snapshot = Snapshot.parse("100:110:102,105");

    assertThat(snapshot.contains(99)).isTrue();
    assertThat(snapshot.contains(101)).isTrue();
    assertThat(snapshot.contains(102)).isFalse();
    assertThat(snapshot.contains(105)).isFalse();
    assertThat(snapshot.contains(109)).isTrue();
    assertThat(snapshot.contains(110)).isFalse();
  }

  @Test
  void withoutRunningTransactionsOnlyTheFutureIsOutside() {
    Snapshot snapshot = Snapshot.parse("100:100:");

    assertThat(snapshot.contains(99)).isTrue();
    assertThat(snapshot.contains(100)).isFalse();
  }

  @Test
  void transactionIdsAreUnderstoodAfterTheirLowerHalfHasWrappedAround() {
    long wrapped = 3L << 32;
    Snapshot snapshot = Snapshot.parse((wrapped - 2) + ":" + (wrapped + 5) + ":" + (wrapped + 1));

    assertThat(snapshot.contains(-3)).isTrue();
    assertThat(snapshot.contains(-1)).isTrue();
    assertThat(snapshot.contains(0)).isTrue();
    assertThat(snapshot.contains(1)).isFalse();
    assertThat(snapshot.contains(5)).isFalse();
  }
}
