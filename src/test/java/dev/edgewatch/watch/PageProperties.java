package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Pages of random lists against pages made the slow way. */
class PageProperties {
  @Property(shrinking = ShrinkingMode.OFF)
  void anyPageIsTheOneCutFromEverything(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Questions questions = new Questions(random);
    try (WatchFixture fixture = new WatchFixture()) {
      int changes = random.nextInt(1, 30);
      for (int i = 0; i < changes; i++) {
        fixture.change(random);
      }
      for (int i = 0; i < 10; i++) {
        Query query = questions.query();
        String token = questions.token(query, fixture.numbers());
        int size = random.nextInt(1, 15);
        Page page = fixture.watches.list(query, token, size);
        NaivePages.Cut cut = NaivePages.cut(fixture.feed.rows(), query, token, size);
        assertThat(encoded(page.resources())).isEqualTo(encoded(cut.rows()));
        assertThat(page.offset()).isEqualTo(cut.offset());
        assertThat(page.total()).isEqualTo(cut.total());
        assertThat(page.previousToken()).isEqualTo(cut.tokens().previous());
        assertThat(page.nextToken()).isEqualTo(cut.tokens().next());
        assertThat(page.position()).isEqualTo(fixture.feed.position());
        fixture.change(random);
      }
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void walkingForwardThenBackwardMeetsEachRowOnceInOrder(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    try (WatchFixture fixture = new WatchFixture()) {
      for (int i = 0; i < 30; i++) {
        fixture.change(random);
      }
      Query query = new Questions(random).query();
      int size = random.nextInt(1, 9);
      List<String> sorted = names(NaivePages.cut(fixture.feed.rows(), query, "", 1000).rows());
      Page page = fixture.watches.list(query, "", size);
      List<String> forward = new ArrayList<>(names(page.resources()));
      while (!page.nextToken().isEmpty()) {
        page = fixture.watches.list(query, page.nextToken(), size);
        forward.addAll(names(page.resources()));
      }
      assertThat(forward).isEqualTo(sorted);
      List<String> backward = new ArrayList<>(names(page.resources()));
      while (!page.previousToken().isEmpty()) {
        page = fixture.watches.list(query, page.previousToken(), size);
        backward.addAll(0, names(page.resources()));
      }
      assertThat(backward).isEqualTo(sorted);
    }
  }

  /** Typed letter by letter, taken back and typed anew, in any order, while rows change. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void aSearchFindsWhatLookingAtEachRowFinds(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Questions questions = new Questions(random);
    try (WatchFixture fixture = new WatchFixture()) {
      for (int i = 0; i < 30; i++) {
        fixture.change(random);
      }
      for (int i = 0; i < 5; i++) {
        Query query = questions.query();
        List<Resource> rows = NaivePages.cut(fixture.feed.rows(), query, "", 1000).rows();
        String typed = typed(rows, random);
        for (int end = 0; end <= typed.length(); end++) {
          SearchPhrase phrase = SearchPhrase.parse(query.type(), typed.substring(0, end));
          assertThat(names(fixture.watches.search(query, phrase.text(), "", 1000).resources()))
              .isEqualTo(
                  NaivePages.cut(fixture.feed.rows(), query, "", 1000).rows().stream()
                      .filter(row -> phrase.matches(row.message()))
                      .map(Resource::name)
                      .toList());
          if (random.nextInt(3) == 0) {
            fixture.change(random);
          }
        }
      }
    }
  }

  private static String typed(List<Resource> rows, RandomGenerator random) {
    if (rows.isEmpty()) {
      return "nothing";
    }
    Resource row = rows.get(random.nextInt(rows.size()));
    return ((Device) row.message()).getDisplayName() + " " + random.nextInt(10);
  }

  private static List<String> names(List<Resource> resources) {
    return resources.stream().map(Resource::name).toList();
  }

  private static List<Object> encoded(List<Resource> resources) {
    return resources.stream().<Object>map(Resource::encoded).toList();
  }
}
