package dev.edgewatch.client;

import static dev.edgewatch.client.Devices.current;
import static dev.edgewatch.client.Devices.name;
import static dev.edgewatch.client.Devices.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import io.grpc.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several queries as one picture (contract section 6.5), over the wire. */
class QueriesWatcherTest {
  private static final WatchManyRequest ONE = query("one");
  private static final WatchManyRequest OTHER = query("other");

  private final ScriptedRegion region = new ScriptedRegion(Devices.TYPE);
  private final TestClient client = new TestClient(region.endpoint());
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Heard heard = new Heard();
  private final Map<String, ScriptedRegion.Call> calls = new HashMap<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final QueriesWatcher watcher =
      new QueriesWatcher(
          (query, listener) ->
              new Watcher(client::devices, query, scheduler, clock(), new Random(1), listener),
          heard);

  private static WatchManyRequest query(String displayName) {
    return WatchManyRequest.all(Devices.PARENT, "display_name = \"" + displayName + "\"");
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  @BeforeEach
  void start() {
    watcher.replace(List.of(ONE, OTHER));
  }

  @AfterEach
  void stop() {
    watcher.close();
    client.close();
    scheduler.shutdownNow();
    region.close();
  }

  /** The stream of a query; they may arrive in any order. */
  private ScriptedRegion.Call stream(WatchManyRequest query) {
    while (!calls.containsKey(query.filter())) {
      ScriptedRegion.Call call = region.next();
      calls.put(call.watch().filter(), call);
    }
    return calls.remove(query.filter());
  }

  private static WatchManyResponse done(String token, String... ids) {
    return WatchManyResponse.current(current(ids), Optional.empty(), token);
  }

  private static WatchManyResponse gone(String token, String id) {
    return WatchManyResponse.current(removed(id), Optional.empty(), token);
  }

  @Test
  void everythingIsToldOnceAllQueriesAreInSync() {
    ScriptedRegion.Call one = stream(ONE);
    one.send(done("1", "a", "b"));
    stream(OTHER).send(done("1", "c"));

    heard.await("1 all a b c");
    one.send(done("3", "d"));
    heard.await("1 put d");
    assertThat(heard.events).containsExactly("1 all a b c", "1 put d");
  }

  @Test
  void aRowOfTwoQueriesIsGoneWhenTheLastSaysSo() {
    ScriptedRegion.Call one = stream(ONE);
    ScriptedRegion.Call other = stream(OTHER);
    one.send(done("1", "a", "b"));
    other.send(done("1", "b"));
    heard.await("1 all a b");

    one.send(gone("2", "b"), gone("3", "a"));
    heard.await("1 removed a");
    other.send(gone("2", "b"));
    heard.await("1 removed b");
    assertThat(heard.events).containsExactly("1 all a b", "1 removed a", "1 removed b");
  }

  @Test
  void aQueryThatStartsOverTellsOnlyTheDifference() {
    ScriptedRegion.Call one = stream(ONE);
    one.send(done("1", "a", "b"));
    stream(OTHER).send(done("1", "c"));
    heard.await("1 all a b c");

    one.send(WatchManyResponse.hardReset(), done("9", "b", "d"));

    heard.await("1 put d, removed a");
  }

  @Test
  void afterOneQueryWasLostEverythingIsToldAnew() {
    ScriptedRegion.Call one = stream(ONE);
    one.send(done("1", "a"));
    stream(OTHER).send(done("1", "c"));
    heard.await("1 all a c");
    one.fail(Status.UNAVAILABLE);
    ScriptedRegion.Call second = stream(ONE);
    now = now.plusSeconds(301);
    second.fail(Status.UNAVAILABLE);
    heard.await("1 lost");

    stream(ONE).send(done("7", "b"));

    heard.await("1 all b c");
  }

  @Test
  void anotherSetOfQueriesKeepsTheStreamsOfThoseThatStay() {
    ScriptedRegion.Call one = stream(ONE);
    ScriptedRegion.Call other = stream(OTHER);
    one.send(done("1", "a"));
    other.send(done("1", "c"));
    heard.await("1 all a c");

    WatchManyRequest third = query("third");
    watcher.replace(List.of(OTHER, third));
    await().until(() -> one.cancelled);
    stream(third).send(done("1", "e"));
    heard.await("2 all c e");

    other.send(done("2", "f"));
    heard.await("2 put f");
    assertThat(other.cancelled).isFalse();
  }

  @Test
  void withFewerQueriesWhatIsLeftIsToldAtOnce() {
    stream(ONE).send(done("1", "a"));
    stream(OTHER).send(done("1", "c"));
    heard.await("1 all a c");

    watcher.replace(List.of(ONE));

    heard.await("2 all a");
  }

  private static final class Heard implements QueriesWatcher.Listener {
    final List<String> events = new CopyOnWriteArrayList<>();

    void await(String event) {
      org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(events).contains(event));
    }

    @Override
    public void resynced(long version, Map<String, ByteString> rows) {
      events.add(
          version
              + " all "
              + String.join(" ", rows.keySet().stream().map(Heard::id).sorted().toList()));
    }

    @Override
    public void changed(long version, List<Watcher.RowChange> changes) {
      events.add(version + " " + String.join(", ", changes.stream().map(Heard::text).toList()));
    }

    @Override
    public void lost(long version, Refusal why) {
      events.add(version + " lost");
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
