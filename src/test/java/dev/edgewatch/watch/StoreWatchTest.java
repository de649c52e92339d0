package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.store.PostgresStore;
import dev.edgewatch.store.Store;
import dev.edgewatch.store.TestPostgres;
import dev.edgewatch.store.WriteContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The engine over a real PostgreSQL: what is acknowledged is what is shown. */
class StoreWatchTest {
  private static final WriteContext ANN = new WriteContext("user:ann@acme.example", "test");
  private static final int WRITERS = 3;
  private static final int WRITES = 60;
  private static final int NUMBERS = 40;

  @Test
  void watchesOpenedBeforeAmidAndAfterConcurrentWritesAllShowWhatIsInTheDatabase()
      throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (Store store =
            PostgresStore.open(
                TestPostgres.freshDatabase(), Catalog.compiled(), meters, Clock.systemUTC());
        Watches watches =
            Watches.over(store.feed(), WatchLimits.standard(), Clock.systemUTC(), meters);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      Query query = Devices.query("metadata.labels.site = \"s1\"", "display_name desc");
      List<PageClient> pages = new ArrayList<>();
      AllClient all = new AllClient();
      pages.add(page(watches, query));
      WatchStream stream = all(watches, all, AllWatch.start("", Optional.empty()));
      List<Future<Position>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        SplittableRandom random = new SplittableRandom(writer);
        writers.add(threads.submit(() -> write(store, random)));
      }
      pages.add(page(watches, query));
      for (Future<Position> writer : writers) {
        store.await(writer.get(), Duration.ofSeconds(20));
      }
      stream.close();
      Position last = write(store, new SplittableRandom(77));
      store.await(last, Duration.ofSeconds(20));
      AllClient back = new AllClient(all);
      all(watches, back, new AllWatch.FromToken(all.resumeToken()));
      pages.add(page(watches, query));

      List<Resource> rows =
          store.snapshot(ANN, session -> session.list(Devices.DEVICE, "")).value();
      NaivePages.Cut expected = NaivePages.cut(rows, query, "", 5);
      for (PageClient page : pages) {
        assertThat(page.rows()).isEqualTo(expected.projected(Devices.everything()));
      }
      assertThat(back.hardResets()).isZero();
      assertThat(back.rows().values())
          .containsExactlyInAnyOrderElementsOf(rows.stream().map(Resource::encoded).toList());
      assertThat(watches.list(query, "", 5).total()).isEqualTo(expected.total());
    }
  }

  private static Position write(Store store, RandomGenerator random) {
    Position position = store.feed().position();
    for (int i = 0; i < WRITES; i++) {
      Resource row = Devices.random(random, random.nextInt(NUMBERS));
      boolean deletes = random.nextInt(4) == 0;
      position =
          store
              .snapshot(
                  ANN,
                  session -> {
                    boolean exists = session.get(Devices.DEVICE, row.name()).isPresent();
                    if (deletes && exists) {
                      session.delete(Devices.DEVICE, row.name());
                    } else {
                      session.save(row);
                    }
                    return exists;
                  })
              .position();
    }
    return position;
  }

  private static PageClient page(Watches watches, Query query) {
    PageClient client = new PageClient();
    watches.watchPage(
        new PageWatch(query, "", 5, 0, Devices.everything(), Progress.SILENT), client);
    return client;
  }

  private static WatchStream all(Watches watches, AllClient client, AllWatch.Start start) {
    return watches.watchAll(
        new AllWatch(
            Devices.DEVICE,
            Devices.parent(Devices.WEST),
            Devices.filter(""),
            Devices.everything(),
            start,
            0,
            Progress.SILENT),
        client);
  }
}
