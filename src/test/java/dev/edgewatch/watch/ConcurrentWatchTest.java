package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Mask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Watches that are opened, read, stalled and closed while the feed goes on on a thread of its own.
 */
class ConcurrentWatchTest {
  private static final int CHANGES = 500;
  private static final int READERS = 3;

  private record Watcher(
      Query query, String token, int size, Mask mask, PageClient client, WatchStream stream) {}

  @Test
  void everyPageIsRightWhileChangesReadsAndEvictionRunTogether() throws Exception {
    try (WatchFixture fixture = new WatchFixture();
        ExecutorService threads = Executors.newFixedThreadPool(READERS + 1)) {
      AtomicBoolean changing = new AtomicBoolean(true);
      List<Future<List<Watcher>>> readers = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        SplittableRandom random = new SplittableRandom(reader);
        readers.add(threads.submit(() -> read(fixture, random, changing)));
      }
      Future<?> pulse =
          threads.submit(
              () -> {
                while (changing.get()) {
                  fixture.pass(Duration.ofSeconds(20));
                  Thread.onSpinWait();
                }
              });
      SplittableRandom random = new SplittableRandom(99);
      for (int i = 0; i < CHANGES; i++) {
        fixture.change(random);
      }
      changing.set(false);
      pulse.get();
      for (Future<List<Watcher>> reader : readers) {
        for (Watcher watcher : reader.get()) {
          check(fixture, watcher);
        }
      }
    }
  }

  private static List<Watcher> read(
      WatchFixture fixture, RandomGenerator random, AtomicBoolean changing) {
    Questions questions = new Questions(random);
    List<Watcher> open = new ArrayList<>();
    List<Watcher> all = new ArrayList<>();
    while (changing.get()) {
      Query query = questions.query();
      String token = questions.token(query, fixture.numbers());
      if (open.size() < 10) {
        int size = random.nextInt(1, 10);
        PageClient client = new PageClient();
        PageWatch watch = new PageWatch(query, token, size, 0, questions.mask(), Progress.SILENT);
        open.add(
            new Watcher(
                query,
                token,
                size,
                watch.mask(),
                client,
                fixture.watches.watchPage(watch, client)));
        all.add(open.getLast());
      } else if (random.nextInt(4) == 0) {
        open.remove(random.nextInt(open.size())).stream().close();
      }
      fixture.watches.list(query, token, 5);
      open.get(random.nextInt(open.size())).stream().onReady();
    }
    open.forEach(watcher -> watcher.stream().onReady());
    return all;
  }

  private static void check(WatchFixture fixture, Watcher watcher) {
    assertThat(watcher.client().refusal()).isNull();
    List<PageClient.Seen> seen = watcher.client().takeSeen();
    // all of them would take minutes to compute the slow way; a sample and the last
    for (int i = seen.size() - 1; i >= 0; i -= 17) {
      NaivePages.Cut cut =
          NaivePages.cut(
              fixture.at(seen.get(i).position()), watcher.query(), watcher.token(), watcher.size());
      assertThat(seen.get(i).rows()).isEqualTo(cut.projected(watcher.mask()));
      assertThat(seen.get(i).tokens()).isEqualTo(cut.tokens());
    }
  }
}
