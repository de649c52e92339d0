package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contract section 6.4, case by case. */
class AllWatchTest {
  private final WatchFixture fixture = new WatchFixture(Limits.pending(10));
  private final AllClient client = new AllClient();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aSnapshotComesInChunksAndIsFollowedByItsSize() {
    for (int i = 0; i < 250; i++) {
      fixture.feed.save(at(i, "s1"));
    }
    open("", new AllWatch.FromSnapshot());
    assertThat(client.rows()).hasSize(250);
    assertThat(client.messages()).as("three chunks and a size").isEqualTo(4);
    assertThat(client.sizes()).isEqualTo(1);
  }

  @Test
  void aRowThatLeavesTheFilterIsRemoved() {
    fixture.feed.save(at(1, "s1"));
    open("metadata.labels.site = \"s1\"", new AllWatch.FromSnapshot());
    fixture.feed.save(at(1, "s2"));
    assertThat(client.rows()).isEmpty();
    fixture.feed.save(at(1, "s1"));
    assertThat(client.rows()).hasSize(1);
  }

  @Test
  void aRowThatCameAndWentUnseenIsNotMentioned() {
    WatchStream stream = open("", new AllWatch.FromSnapshot());
    client.accept(0);
    fixture.feed.save(at(1, "s1"));
    fixture.feed.delete(Devices.DEVICE, Devices.name(1));
    int before = client.messages();
    client.accept(Integer.MAX_VALUE);
    stream.onReady();
    assertThat(client.messages()).isEqualTo(before);
  }

  @Test
  void aClientTooFarBehindIsResetAndGetsEverythingAnew() {
    WatchStream stream = open("", new AllWatch.FromSnapshot());
    client.accept(0);
    for (int i = 0; i < 20; i++) {
      fixture.feed.save(at(i, "s1"));
    }
    client.accept(Integer.MAX_VALUE);
    stream.onReady();
    assertThat(client.hardResets()).isEqualTo(1);
    assertThat(client.rows()).hasSize(20);
  }

  @Test
  void aTokenGoesOnWithWhatWasMissedIncludingRemovals() {
    fixture.feed.save(at(1, "s1"), at(2, "s1"));
    open("", new AllWatch.FromSnapshot()).close();
    fixture.feed.delete(Devices.DEVICE, Devices.name(1));
    fixture.feed.save(at(3, "s1"));
    AllClient back = new AllClient(client);
    open(back, "", new AllWatch.FromToken(client.resumeToken()));
    assertThat(back.rows().keySet()).containsExactly(Devices.name(2), Devices.name(3));
    assertThat(back.hardResets()).isZero();
  }

  @Test
  void anExpiredTokenBringsAResetAndASnapshot() {
    fixture.feed.save(at(1, "s1"));
    open("", new AllWatch.FromSnapshot()).close();
    fixture.feed.save(at(2, "s1"));
    fixture.feed.forgetHistory();
    expectReset("", client.resumeToken());
  }

  @Test
  void aTokenOfAnotherQuestionOrOfNobodyBringsAResetAndASnapshot() {
    fixture.feed.save(at(1, "s1"), at(2, "s2"));
    open("metadata.labels.site = \"s1\"", new AllWatch.FromSnapshot()).close();
    expectReset("", client.resumeToken());
    expectReset("", "no token of ours");
  }

  @Test
  void aStartingTimeBringsLaterChangesWithoutASnapshot() {
    fixture.feed.save(at(1, "s1"));
    fixture.pass(Duration.ofMinutes(1));
    Instant then = fixture.now();
    fixture.feed.save(at(2, "s1"));
    fixture.pass(Duration.ofMinutes(1));
    open("", new AllWatch.FromTime(then));
    fixture.feed.save(at(3, "s1"));
    assertThat(client.rows().keySet()).containsExactly(Devices.name(2), Devices.name(3));
    assertThat(client.sizes()).as("it cannot be compared with what the client has").isZero();
    assertThat(client.hardResets()).isZero();
  }

  @Test
  void aStartingTimeBeforeTheHistoryBringsAResetAndASnapshot() {
    fixture.feed.save(at(1, "s1"));
    open("", new AllWatch.FromTime(fixture.now().minus(Duration.ofDays(1))));
    assertThat(client.hardResets()).isEqualTo(1);
    assertThat(client.rows()).hasSize(1);
  }

  @Test
  void sizeAndAFreshTokenComeEveryFiveMinutesOfSilence() {
    open("", new AllWatch.FromSnapshot());
    String first = client.resumeToken();
    assertThat(client.sizes()).isEqualTo(1);
    fixture.feed.advance();
    fixture.pass(Duration.ofMinutes(4));
    assertThat(client.messages()).isEqualTo(2);
    fixture.pass(Duration.ofMinutes(1));
    assertThat(client.sizes()).isEqualTo(2);
    assertThat(client.resumeToken()).isNotEqualTo(first);
  }

  /** Whoever hears the sign takes what was said so far for all there is to say. */
  @Test
  void aRegionThatHasLostItsDatabaseGivesNoSignOfLife() {
    fixture.watches.watchAll(
        new AllWatch(
            Devices.DEVICE,
            Devices.parent(Devices.WEST),
            Devices.filter(""),
            Devices.everything(),
            new AllWatch.FromSnapshot(),
            0,
            Progress.REPORTED),
        client);
    fixture.feed.silent(Duration.ofSeconds(11));
    int before = client.messages();
    fixture.pass(Duration.ofMinutes(6));
    assertThat(client.messages()).isEqualTo(before);
    fixture.feed.silent(Duration.ofSeconds(9));
    fixture.pass(Duration.ofSeconds(5));
    assertThat(client.messages()).isGreaterThan(before);
  }

  @Test
  void aChunkSizeBeyondTheContractIsRefused() {
    assertThatThrownBy(
            () -> fixture.watches.watchAll(watch("", new AllWatch.FromSnapshot(), 101), client))
        .isInstanceOf(RefusalException.class)
        .hasMessage("max_chunk_size is 101; expected 0 to 100");
  }

  private void expectReset(String filter, String token) {
    AllClient back = new AllClient(client);
    open(back, filter, new AllWatch.FromToken(token));
    assertThat(back.hardResets()).isEqualTo(1);
    assertThat(back.rows()).hasSize(2);
  }

  private WatchStream open(String filter, AllWatch.Start start) {
    return open(client, filter, start);
  }

  private WatchStream open(AllClient into, String filter, AllWatch.Start start) {
    return fixture.watches.watchAll(watch(filter, start, 0), into);
  }

  private static AllWatch watch(String filter, AllWatch.Start start, int chunk) {
    return new AllWatch(
        Devices.DEVICE,
        Devices.parent(Devices.WEST),
        Devices.filter(filter),
        Devices.everything(),
        start,
        chunk,
        Progress.SILENT);
  }

  private static Resource at(int number, String site) {
    return Devices.resource(
        Devices.device(number).setMetadata(Meta.newBuilder().putLabels("site", site)));
  }
}
