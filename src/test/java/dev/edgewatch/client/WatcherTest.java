package dev.edgewatch.client;

import static dev.edgewatch.client.Devices.current;
import static dev.edgewatch.client.Devices.name;
import static dev.edgewatch.client.Devices.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.edgewatch.AdjustableClock;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state machine of contract section 6.5 against a region that says what the test wants. */
class WatcherTest {
  private final ScriptedRegion region = new ScriptedRegion(Devices.TYPE);
  private final TestClient client = new TestClient(region.endpoint());
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Heard heard = new Heard();
  private final AdjustableClock clock = new AdjustableClock();
  private Watcher watcher;

  @BeforeEach
  void start() {
    watcher =
        new Watcher(
                client::devices,
                WatchManyRequest.all(Devices.PARENT, ""),
                scheduler,
                clock,
                new Random(1),
                heard)
            .start();
  }

  @AfterEach
  void stop() {
    watcher.close();
    client.close();
    scheduler.shutdownNow();
    region.close();
  }

  @Test
  void theSnapshotIsToldAtOnceWhenItIsComplete() {
    region.next().send(part("a"), done("b", "t1"));

    await().untilAsserted(() -> assertThat(heard.events).containsExactly("synced a b"));
  }

  @Test
  void laterSetsAreToldWhenTheyAreComplete() {
    ScriptedRegion.Call stream = region.next().send(done("a", "t1"));
    heard.await("synced a");

    stream.send(part("b"), WatchManyResponse.current(removed("a"), Optional.empty(), "t2"));

    heard.await("put b, removed a");
  }

  @Test
  void afterABreakItGoesOnWhereItWas() {
    ScriptedRegion.Call stream = region.next().send(done("a", "t1"), part("never completed"));
    heard.await("synced a");

    stream.fail(Status.UNAVAILABLE);

    ScriptedRegion.Call again = region.next();
    assertThat(again.watch().resumeToken()).isEqualTo("t1");
    again.send(done("b", "t2"));
    heard.await("put b");
    assertThat(heard.events).doesNotContain("put never completed");
  }

  @Test
  void aSoftResetTakesBackWhatIsNotComplete() {
    region.next().send(done("a", "t1"), part("b"), WatchManyResponse.softReset(), done("c", "t2"));

    heard.await("put c");
    assertThat(heard.events).containsExactly("synced a", "put c");
  }

  @Test
  void afterAHardResetOnlyTheDifferenceToTheNewSnapshotIsTold() {
    region
        .next()
        .send(
            WatchManyResponse.current(current("a", "b"), Optional.empty(), "t1"),
            WatchManyResponse.hardReset(),
            part("b"),
            done("c", "t9"));

    heard.await("put c, removed a");
    assertThat(heard.events).containsExactly("synced a b", "put c, removed a");
  }

  @Test
  void aWrongNumberOfRowsMakesItStartOverAndFindWhatItMissed() {
    region
        .next()
        .send(
            WatchManyResponse.current(current("a", "b"), Optional.empty(), "t1"),
            WatchManyResponse.size(1));

    ScriptedRegion.Call again = region.next();
    assertThat(again.watch().resumeToken()).isEmpty();
    again.send(done("b", "t2"), WatchManyResponse.size(1));

    heard.await("removed a");
    assertThat(heard.events).containsExactly("synced a b", "removed a");
  }

  @Test
  void theRightNumberOfRowsChangesNothing() {
    ScriptedRegion.Call stream =
        region
            .next()
            .send(
                WatchManyResponse.current(current("a", "b"), Optional.empty(), "t1"),
                WatchManyResponse.size(2),
                done("c", "t2"));

    heard.await("put c");
    assertThat(stream.cancelled).isFalse();
  }

  @Test
  void aRegionThatGivesNoTokensIsReadAnewAfterABreakSoThatDeletionsAreSeen() {
    region
        .next()
        .send(WatchManyResponse.current(current("a", "b"), Optional.empty(), ""))
        .fail(Status.UNAVAILABLE);

    region.next().send(WatchManyResponse.current(current("b"), Optional.empty(), ""));

    heard.await("removed a");
  }

  @Test
  void aListenerThatFailsIsToldAgain() {
    ScriptedRegion.Call stream = region.next().send(done("a", "t1"));
    heard.await("synced a");
    heard.failures.set(1);

    stream.send(done("b", "t2"));

    ScriptedRegion.Call again = region.next();
    assertThat(again.watch().resumeToken()).isEqualTo("t1");
    again.send(done("b", "t2"));
    heard.await("put b");
  }

  @Test
  void afterFiveMinutesWithoutTheRegionTheListenerIsToldOnceAndThenSyncedAnew() {
    ScriptedRegion.Call stream = region.next().send(done("a", "t1"));
    heard.await("synced a");
    stream.fail(Status.UNAVAILABLE);
    ScriptedRegion.Call second = region.next();
    clock.advance(Duration.ofSeconds(301));
    second.fail(Status.UNAVAILABLE);

    ScriptedRegion.Call third = region.next();
    assertThat(third.watch().resumeToken()).isEmpty();
    third.fail(Status.UNAVAILABLE);
    region.next().send(done("b", "t5"));

    heard.await("synced b");
    assertThat(heard.events).containsExactly("synced a", "lost", "synced b");
  }

  @Test
  void nothingIsToldAfterItIsClosed() {
    ScriptedRegion.Call stream = region.next().send(done("a", "t1"));
    heard.await("synced a");

    watcher.close();

    await().until(() -> stream.cancelled);
    assertThat(heard.events).containsExactly("synced a");
    assertThat(region.isIdle()).isTrue();
  }

  private static WatchManyResponse part(String id) {
    return WatchManyResponse.part(current(id));
  }

  private static WatchManyResponse done(String id, String token) {
    return WatchManyResponse.current(current(id), Optional.empty(), token);
  }

  /** Writes down what a listener hears. */
  private static final class Heard implements Watcher.Listener {
    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();

    void await(String event) {
      org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(events).contains(event));
    }

    @Override
    public void synced(Map<String, ByteString> rows) {
      events.add(
          "synced " + String.join(" ", rows.keySet().stream().map(Heard::id).sorted().toList()));
    }

    @Override
    public void changed(List<Watcher.RowChange> changes) {
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("the listener cannot take it");
      }
      events.add(String.join(", ", changes.stream().map(Heard::text).toList()));
    }

    @Override
    public void lost(Refusal why) {
      events.add("lost");
    }

    private static String text(Watcher.RowChange change) {
      return switch (change) {
        case Watcher.RowChange.Put(var name, _) -> "put " + id(name);
        case Watcher.RowChange.Removed(var name) -> "removed " + id(name);
      };
    }

    private static String id(String name) {
      return name.substring(name("").length());
    }
  }
}
