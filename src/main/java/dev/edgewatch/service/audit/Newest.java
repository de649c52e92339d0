package dev.edgewatch.service.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The newest entries of a log, newest first.
 *
 * @param entries all that there are at or after {@code reached}
 * @param reached how far back was looked; what is before it is not here
 */
record Newest<T>(List<T> entries, Instant reached) {

  /**
   * The newest of several logs: as far back as all of them were looked at, and no farther than the
   * entry that makes it {@code size} of them. Entries of one time stay together, so there may be
   * more than that.
   */
  static <T> Newest<T> of(List<Newest<T>> logs, Function<T, Instant> time, int size) {
    Instant reached =
        logs.stream().map(Newest::reached).max(Comparator.naturalOrder()).orElseThrow();
    List<T> entries = new ArrayList<>();
    logs.forEach(log -> entries.addAll(log.entries));
    entries.sort(Comparator.comparing(time).reversed());
    if (entries.size() >= size && size > 0) {
      Instant last = time.apply(entries.get(size - 1));
      boolean goesOn = entries.size() > size && time.apply(entries.getLast()).isBefore(last);
      if (goesOn && last.isAfter(reached)) {
        reached = last;
      }
    }
    Instant border = reached;
    return new Newest<>(
        entries.stream().filter(entry -> !time.apply(entry).isBefore(border)).toList(), border);
  }
}
