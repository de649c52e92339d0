package dev.edgewatch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class ReconnectTest {

  @Test
  void aRegionThatComesBackAtTheSameAddressIsWatchedAgainWithinSeconds() {
    ScriptedRegion before = new ScriptedRegion(Devices.TYPE);
    int port = before.endpoint().port();
    Names names = new Names();
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try (TestClient client = new TestClient(before.endpoint());
        Watcher watcher =
            new Watcher(
                client::devices,
                WatchManyRequest.all(Devices.PARENT, ""),
                scheduler,
                Clock.systemUTC(),
                new Random(3),
                names)) {
      watcher.start();
      before.next().send(WatchManyResponse.current(Devices.current("a"), Optional.empty(), "t1"));
      await().until(() -> names.seen.contains(Devices.name("a")));

      before.close();
      await().until(() -> !client.reachable());

      try (ScriptedRegion after = new ScriptedRegion(port, Devices.TYPE)) {
        ScriptedRegion.Call call = after.next(Duration.ofSeconds(14));
        assertThat(call.watch().resumeToken()).isEqualTo("t1");
        call.send(WatchManyResponse.current(Devices.current("b"), Optional.empty(), "t2"));
        await().until(() -> names.seen.contains(Devices.name("b")));
      }
    } finally {
      scheduler.shutdownNow();
      before.close();
    }
  }

  private static final class Names implements Watcher.Listener {
    final CopyOnWriteArraySet<String> seen = new CopyOnWriteArraySet<>();

    @Override
    public void synced(Map<String, ByteString> rows) {
      seen.addAll(rows.keySet());
    }

    @Override
    public void changed(List<Watcher.RowChange> changes) {
      changes.forEach(change -> seen.add(change.name()));
    }

    @Override
    public void lost(Refusal why) {}
  }
}
