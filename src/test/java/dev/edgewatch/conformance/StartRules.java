package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.conformance.WatchClient.Start;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Where a watch of everything may begin: contract section 6.4 and gap A5. For clients that can be
 * told to; others keep their tokens to themselves.
 */
interface StartRules {
  Scene scene(String word);

  @Test
  default void aResumeTokenBringsOnlyWhatChangedSince() throws Exception {
    Scene scene = scene("token");
    scene.create("a", "b");
    String token;
    try (LiveRows rows = scene.all()) {
      token = rows.awaitRows("a", "b").resumeToken();
    }
    scene.delete("a");
    scene.create("c");
    try (LiveRows rows = scene.all(0, new Start.Token(token))) {
      rows.awaitRows("c");
      assertThat(rows.lastSet()).containsExactlyInAnyOrder("removed a", "put c");
      assertThat(rows.resets()).isZero();
    }
  }

  @Test
  default void aResumeTokenWithNothingNewIsCurrentAtOnce() throws Exception {
    Scene scene = scene("nothing");
    scene.create("a");
    String token;
    try (LiveRows rows = scene.all()) {
      token = rows.awaitRows("a").resumeToken();
    }
    try (LiveRows rows = scene.all(0, new Start.Token(token))) {
      rows.awaitRows();
    }
  }

  @Test
  default void aTokenOfAnotherQuestionOrOfNobodyBringsAResetAndASnapshot() throws Exception {
    Scene scene = scene("foreign");
    scene.create("a");
    String token;
    try (LiveRows rows =
        scene.all(scene.filter() + " AND display_name != \"x\"", 0, new Start.Snapshot())) {
      token = rows.awaitRows("a").resumeToken();
    }
    for (String foreign : new String[] {token, "no token of any region"}) {
      try (LiveRows rows = scene.all(0, new Start.Token(foreign))) {
        rows.awaitRows("a");
        assertThat(rows.resets()).isEqualTo(1);
      }
    }
  }

  @Test
  default void aStartingTimeBringsLaterChangesAndNoSnapshot() throws Exception {
    Scene scene = scene("time");
    scene.create("a");
    // Regions know about once a second what was when, and may begin somewhat earlier.
    Instant created = Instant.now();
    await().until(() -> Instant.now().isAfter(created.plusSeconds(3)));
    Instant then = Instant.now();
    scene.create("b");
    try (LiveRows rows = scene.all(0, new Start.Time(then))) {
      rows.awaitRows("b");
      scene.create("c");
      rows.awaitRows("b", "c");
      assertThat(rows.resets()).isZero();
    }
  }

  @Test
  default void aStartingTimeBeforeTheHistoryBringsAResetAndASnapshot() throws Exception {
    Scene scene = scene("longago");
    scene.create("a");
    Instant lastWeek = Instant.now().minus(Duration.ofDays(7));
    try (LiveRows rows = scene.all(0, new Start.Time(lastWeek))) {
      rows.awaitRows("a");
      assertThat(rows.resets()).isEqualTo(1);
    }
  }

  @Test
  default void aChunkSizeOutOfRangeIsRefused() throws Exception {
    Scene scene = scene("range");
    try (LiveRows rows = scene.all(101, new Start.Snapshot())) {
      await().untilAsserted(() -> assertThat(rows.end()).isEqualTo("INVALID_ARGUMENT"));
    }
  }
}
