package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageWatchTest {
  private static final Query BY_TITLE = Devices.query("", "display_name");

  private final WatchFixture fixture = new WatchFixture();
  private final PageClient client = new PageClient();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aRowThatMovesWithinThePageIsOneModificationWithTwoIndexes() {
    save(titled(1, "a"), titled(2, "b"), titled(3, "c"));
    watch(BY_TITLE, 10, Progress.SILENT);
    client.takeMessages();
    Resource moved = titled(1, "d");
    save(moved);
    assertThat(onlyMessage().changes())
        .containsExactly(new ViewChange.Modified(moved.name(), moved.encoded(), 0, 2));
  }

  @Test
  void aFullPageThatGainsARowLetsGoOfItsLast() {
    save(titled(1, "a"), titled(3, "c"), titled(4, "d"));
    watch(BY_TITLE, 2, Progress.SILENT);
    client.takeMessages();
    Resource added = titled(2, "b");
    save(added);
    assertThat(onlyMessage().changes())
        .containsExactly(
            new ViewChange.Removed(Devices.name(3), 1), new ViewChange.Added(added.encoded(), 1));
  }

  @Test
  void everyWatcherOfTheSamePageGetsTheSameMessage() {
    save(titled(1, "a"));
    PageClient other = new PageClient();
    watch(BY_TITLE, 2, Progress.SILENT);
    fixture.watches.watchPage(watchOf(BY_TITLE, 2, 0, Progress.SILENT), other);
    client.takeMessages();
    other.takeMessages();
    save(titled(1, "b"));
    assertThat(onlyMessage()).isSameAs(other.messages().getFirst());
  }

  @Test
  void aSlowWatcherIsToldTheDifferenceOnceHoweverMuchHappened() {
    save(titled(1, "a"), titled(2, "b"));
    WatchStream stream = watch(BY_TITLE, 5, Progress.SILENT);
    client.takeMessages();
    client.stall();
    for (int i = 0; i < 1000; i++) {
      save(titled(1, "a" + i));
    }
    client.resume();
    stream.onReady();
    assertThat(onlyMessage().changes()).hasSize(1);
  }

  @Test
  void chunksAreAsLargeAsAskedAndOnlyTheLastIsCurrent() {
    save(titled(1, "a"), titled(2, "b"), titled(3, "c"), titled(4, "d"), titled(5, "e"));
    fixture.watches.watchPage(watchOf(BY_TITLE, 4, 3, Progress.SILENT), client);
    assertThat(client.messages())
        .extracting(message -> message.changes().size())
        .containsExactly(3, 1);
    assertThat(client.messages()).extracting(WatchMessage::isCurrent).containsExactly(false, true);
    assertThat(client.messages().getFirst().pageTokens()).isNull();
    assertThat(client.messages().getLast().pageTokens()).isNotNull();
  }

  @Test
  void anEmptyPageIsStillSaidToBeCurrent() {
    watch(BY_TITLE, 4, Progress.SILENT);
    assertThat(onlyMessage().isCurrent()).isTrue();
  }

  @Test
  void progressIsReportedOnlyToThoseWhoAskedAndCoversTheFeed() {
    PageClient silent = new PageClient();
    fixture.watches.watchPage(watchOf(BY_TITLE, 4, 0, Progress.SILENT), silent);
    watch(BY_TITLE, 4, Progress.REPORTED);
    silent.takeMessages();
    client.takeMessages();
    fixture.pass(Duration.ofSeconds(4));
    assertThat(client.messages()).isEmpty();
    fixture.feed.advance();
    Position reached = fixture.feed.position();
    fixture.pass(Duration.ofSeconds(1));
    assertThat(onlyMessage().changes()).isEmpty();
    assertThat(onlyMessage().isCurrent()).isTrue();
    assertThat(onlyMessage().position()).isEqualTo(reached);
    assertThat(silent.messages()).isEmpty();
  }

  @Test
  void aTotalThatChangesBeyondThePageIsReportedWithinAQuarterSecond() {
    save(titled(1, "a"), titled(2, "b"), titled(3, "c"));
    watch(BY_TITLE, 1, Progress.REPORTED);
    client.takeMessages();
    save(titled(4, "d"));
    save(titled(5, "e"));
    assertThat(client.messages()).isEmpty();
    fixture.pass(Duration.ofMillis(250));
    assertThat(onlyMessage().changes()).isEmpty();
    assertThat(onlyMessage().total()).isEqualTo(5);
    fixture.pass(Duration.ofMillis(250));
    assertThat(client.messages()).hasSize(1);
  }

  @Test
  void aTotalIsToldSoonAfterAWatcherThatWasBehindIsReadyAgain() {
    save(titled(1, "a"), titled(2, "b"));
    watch(BY_TITLE, 1, Progress.REPORTED);
    client.takeMessages();
    client.stall();
    save(titled(3, "c"));
    for (int i = 0; i < 4; i++) {
      fixture.pass(Duration.ofMillis(500));
    }
    client.resume();
    assertThat(client.messages()).isEmpty();
    fixture.pass(Duration.ofMillis(250));
    assertThat(onlyMessage().total()).isEqualTo(3);
  }

  @Test
  void anEndedStreamIsSentNothingAndItsWindowIsForgotten() {
    WatchStream stream = watch(BY_TITLE, 4, Progress.SILENT);
    assertThat(fixture.meters.get("edgewatch.watch.windows").gauge().value()).isEqualTo(1);
    stream.close();
    client.takeMessages();
    save(titled(1, "a"));
    assertThat(client.messages()).isEmpty();
    assertThat(fixture.meters.get("edgewatch.watch.streams").tag("kind", "page").gauge().value())
        .isZero();
    assertThat(fixture.meters.get("edgewatch.watch.windows").gauge().value()).isZero();
  }

  @Test
  void aSinkThatBreaksEndsItsOwnStreamOnly() {
    WatchSink broken =
        new WatchSink() {
          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void send(WatchMessage message) {
            throw new IllegalStateException("call is over");
          }

          @Override
          public void fail(Refusal refusal) {}
        };
    fixture.watches.watchPage(watchOf(BY_TITLE, 4, 0, Progress.SILENT), broken);
    watch(BY_TITLE, 4, Progress.SILENT);
    client.takeMessages();
    save(titled(1, "a"));
    assertThat(client.messages()).hasSize(1);
    assertThat(fixture.meters.get("edgewatch.watch.streams").tag("kind", "page").gauge().value())
        .isEqualTo(1);
  }

  @Test
  void closingTheEngineEndsTheStreams() {
    watch(BY_TITLE, 4, Progress.SILENT);
    fixture.watches.close();
    assertThat(client.refusal()).isInstanceOf(Refusal.Unavailable.class);
    assertThat(fixture.feed.followers()).isZero();
  }

  @Test
  void aCollectionNobodyAsksForIsLetGoAndLoadedAgain() {
    save(titled(1, "a"));
    assertThat(fixture.watches.get(Devices.DEVICE, Devices.name(1))).isPresent();
    fixture.pass(Duration.ofMinutes(14));
    assertThat(fixture.feed.followers()).isEqualTo(1);
    fixture.pass(Duration.ofMinutes(2));
    assertThat(fixture.feed.followers()).isZero();
    save(titled(2, "b"));
    assertThat(fixture.watches.get(Devices.DEVICE, Devices.name(2))).isPresent();
  }

  @Test
  void aWatchedCollectionIsKeptHoweverQuiet() {
    watch(BY_TITLE, 4, Progress.SILENT);
    fixture.pass(Duration.ofHours(2));
    save(titled(1, "a"));
    assertThat(client.names()).containsExactly(Devices.name(1));
  }

  private static Resource titled(int number, String title) {
    return Devices.resource(Devices.device(number).setDisplayName(title));
  }

  private void save(Resource... resources) {
    for (Resource resource : resources) {
      fixture.feed.save(resource);
    }
  }

  private WatchStream watch(Query query, int size, Progress progress) {
    return fixture.watches.watchPage(watchOf(query, size, 0, progress), client);
  }

  private static PageWatch watchOf(Query query, int size, int chunk, Progress progress) {
    return new PageWatch(query, "", size, chunk, Devices.everything(), progress);
  }

  private WatchMessage onlyMessage() {
    List<WatchMessage> messages = client.messages();
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }
}
