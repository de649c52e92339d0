package dev.edgewatch.service.timeline;

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
public record Newest<T, P extends Comparable<? super P>>(List<T> entries, P reached) {

  /**
   * The newest of several logs: as far back as all of them were looked at, and no farther than the
   * entry with which a page is full. Entries of one place stay together, so there may be more than
   * that.
   */
  public static <T, P extends Comparable<? super P>> Newest<T, P> of(
      List<Newest<T, P>> logs, Function<T, P> place, PageSize<T> size) {
    P reached = logs.stream().map(Newest::reached).max(Comparator.naturalOrder()).orElseThrow();
    List<T> entries = new ArrayList<>();
    logs.forEach(log -> entries.addAll(log.entries));
    entries.sort(Comparator.comparing(place).reversed());
    int last = size.last(entries);
    if (last < entries.size() - 1) {
      P full = place.apply(entries.get(last));
      boolean goesOn = place.apply(entries.getLast()).compareTo(full) < 0;
      if (goesOn && full.compareTo(reached) > 0) {
        reached = full;
      }
    }
    P border = reached;
    return new Newest<>(
        entries.stream().filter(entry -> place.apply(entry).compareTo(border) >= 0).toList(),
        border);
  }
}
