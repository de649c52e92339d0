package dev.edgewatch.service.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Pages of several logs, each of which looks only so far back at a time. */
class NewestProperties {
  private static final Function<Integer, Instant> TIME = Instant::ofEpochSecond;

  /** What one log finds before a time, when it looks at some entries and at all of their time. */
  private static Newest<Integer, Instant> found(
      List<Integer> log, int before, int size, int looking) {
    List<Integer> newest =
        log.stream().filter(at -> at < before).sorted(Comparator.reverseOrder()).toList();
    int looked = Math.min(size, looking);
    if (newest.size() <= looked) {
      return new Newest<>(newest, TIME.apply(0));
    }
    int last = newest.get(looked - 1);
    return new Newest<>(newest.stream().filter(at -> at >= last).toList(), TIME.apply(last));
  }

  @Property
  void allPagesTogetherHoldEachEntryOnceNewestFirst(
      @ForAll @Size(min = 1, max = 4)
          List<@Size(max = 20) List<@IntRange(min = 1, max = 30) Integer>> logs,
      @ForAll @IntRange(min = 1, max = 7) int size,
      @ForAll @IntRange(min = 1, max = 4) int looking,
      @ForAll @IntRange(min = 1, max = 90) int bytes) {
    PageSize<Integer> full = new PageSize<>(size, bytes, at -> at);
    List<Integer> all = new ArrayList<>();
    logs.forEach(all::addAll);
    all.sort(Comparator.reverseOrder());

    List<Integer> paged = new ArrayList<>();
    int before = 31;
    do {
      int border = before;
      int each = looking;
      Newest<Integer, Instant> page =
          Newest.of(logs.stream().map(log -> found(log, border, size, each)).toList(), TIME, full);
      paged.addAll(page.entries());
      assertThat(page.reached()).isBefore(TIME.apply(before));
      before = Math.toIntExact(page.reached().getEpochSecond());
    } while (before > 0);

    assertThat(paged).isEqualTo(all);
  }
}
