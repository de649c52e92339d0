package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.filter.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stateless watches over random changes, with clients that are slow, break off and come back. */
class AllWatchModelTest {
  private static final int CHANGES = 200;
  private static final int WATCHERS = 12;

  /** A client, its question and its connection, which may be replaced by another. */
  private static final class Watcher {
    private final Filter filter;
    private final Mask mask;
    private AllClient client = new AllClient();
    private WatchStream stream;

    Watcher(WatchFixture fixture, RandomGenerator random) {
      Questions questions = new Questions(random);
      filter = Devices.filter(questions.filter());
      mask = questions.mask();
      stream = open(fixture, random);
    }

    private WatchStream open(WatchFixture fixture, RandomGenerator random) {
      return fixture.watches.watchAll(
          new AllWatch(
              Devices.DEVICE,
              Devices.parent(Devices.WEST),
              filter,
              mask,
              AllWatch.start(client.resumeToken(), Optional.empty()),
              random.nextInt(4),
              Progress.SILENT),
          client);
    }

    void reconnect(WatchFixture fixture, RandomGenerator random) {
      stream.close();
      client = client.inSync() ? new AllClient(client) : new AllClient();
      stream = open(fixture, random);
    }

    Map<String, ByteString> expected(List<Resource> rows) {
      return rows.stream()
          .filter(row -> filter.test(row.message()))
          .collect(
              Collectors.toMap(Resource::name, row -> mask.project(row.message()).toByteString()));
    }

    void check(WatchFixture fixture) {
      for (AllClient.Seen seen : client.takeSeen()) {
        assertThat(seen.rows()).isEqualTo(expected(fixture.at(seen.position())));
      }
      assertThat(client.refusal()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyCurrentMessageHoldsTheStateOfItsPosition(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    try (WatchFixture fixture = new WatchFixture(Limits.pending(1 + random.nextInt(40)))) {
      List<Watcher> watchers = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        if (watchers.size() < WATCHERS && random.nextInt(4) == 0) {
          watchers.add(new Watcher(fixture, random));
        }
        fixture.change(random);
        for (Watcher watcher : watchers) {
          switch (random.nextInt(6)) {
            case 0 -> watcher.client.accept(0);
            case 1 -> watcher.client.accept(random.nextInt(1, 4));
            case 2 -> watcher.reconnect(fixture, random);
            default -> watcher.client.accept(Integer.MAX_VALUE);
          }
          watcher.stream.onReady();
          watcher.check(fixture);
        }
        if (random.nextInt(30) == 0) {
          fixture.feed.forgetHistory();
        }
        if (random.nextInt(20) == 0) {
          fixture.pass(Duration.ofMinutes(3));
        }
      }
      for (Watcher watcher : watchers) {
        watcher.client.accept(Integer.MAX_VALUE);
        watcher.stream.onReady();
        watcher.check(fixture);
        Position end = fixture.feed.position();
        assertThat(watcher.client.rows()).isEqualTo(watcher.expected(fixture.at(end)));
      }
    }
  }
}
