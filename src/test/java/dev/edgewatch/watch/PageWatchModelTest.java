package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random pages over random changes, read by random slow clients, against pages made the slow way.
 */
class PageWatchModelTest {
  private static final int CHANGES = 200;
  private static final int WATCHERS = 20;

  /** One watcher and what it should see. */
  private record Watcher(
      Query query, String token, int size, Mask mask, PageClient client, WatchStream stream) {
    NaivePages.Cut cut(WatchFixture fixture, Position position) {
      return NaivePages.cut(fixture.at(position), query, token, size == 0 ? 100 : size);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyCurrentMessageShowsThePageOfItsPosition(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    try (WatchFixture fixture = new WatchFixture()) {
      List<Watcher> watchers = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        if (watchers.size() < WATCHERS && random.nextInt(4) == 0) {
          watchers.add(open(fixture, random));
        }
        fixture.change(random);
        for (Watcher watcher : watchers) {
          check(fixture, watcher);
          readMoreOrLess(random, watcher);
          check(fixture, watcher);
        }
      }
      for (Watcher watcher : watchers) {
        watcher.client().resume();
        watcher.stream().onReady();
        check(fixture, watcher);
        checkUpToDate(fixture, watcher);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readyWatcherIsToldAtOnceAndOnlyWhatItCanSee(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    try (WatchFixture fixture = new WatchFixture()) {
      List<Watcher> watchers = new ArrayList<>();
      for (int i = 0; i < WATCHERS; i++) {
        fixture.change(random);
        watchers.add(open(fixture, random));
      }
      for (int i = 0; i < CHANGES; i++) {
        Position before = fixture.feed.position();
        watchers.forEach(watcher -> watcher.client().takeMessages());
        fixture.change(random);
        for (Watcher watcher : watchers) {
          check(fixture, watcher);
          checkUpToDate(fixture, watcher);
          NaivePages.Cut was = watcher.cut(fixture, before);
          NaivePages.Cut is = watcher.cut(fixture, fixture.feed.position());
          boolean same =
              was.projected(watcher.mask()).equals(is.projected(watcher.mask()))
                  && was.tokens().equals(is.tokens());
          assertThat(watcher.client().messages().isEmpty())
              .as("silent when nothing visible changed")
              .isEqualTo(same);
        }
      }
    }
  }

  private static Watcher open(WatchFixture fixture, RandomGenerator random) {
    Questions questions = new Questions(random);
    Query query = questions.query();
    String token = questions.token(query, fixture.numbers());
    int size = random.nextInt(12);
    Mask mask = questions.mask();
    PageClient client = new PageClient();
    WatchStream stream =
        fixture.watches.watchPage(
            new PageWatch(query, token, size, random.nextInt(4), mask, Progress.SILENT), client);
    return new Watcher(query, token, size, mask, client, stream);
  }

  private static void readMoreOrLess(RandomGenerator random, Watcher watcher) {
    switch (random.nextInt(4)) {
      case 0 -> watcher.client().stall();
      case 1 -> watcher.client().accept(random.nextInt(1, 4));
      default -> watcher.client().resume();
    }
    watcher.stream().onReady();
  }

  private static void check(WatchFixture fixture, Watcher watcher) {
    for (PageClient.Seen seen : watcher.client().takeSeen()) {
      NaivePages.Cut cut = watcher.cut(fixture, seen.position());
      assertThat(seen.rows()).isEqualTo(cut.projected(watcher.mask()));
      assertThat(seen.tokens()).isEqualTo(cut.tokens());
      assertThat(seen.total()).isEqualTo(cut.total());
    }
    assertThat(watcher.client().refusal()).isNull();
    assertThat(watcher.client().longestPage())
        .isLessThanOrEqualTo(watcher.size() == 0 ? 100 : watcher.size());
  }

  private static void checkUpToDate(WatchFixture fixture, Watcher watcher) {
    assertThat(watcher.client().isCurrent()).isTrue();
    NaivePages.Cut cut = watcher.cut(fixture, fixture.feed.position());
    assertThat(watcher.client().rows()).isEqualTo(cut.projected(watcher.mask()));
    assertThat(watcher.client().tokens()).isEqualTo(cut.tokens());
  }
}
