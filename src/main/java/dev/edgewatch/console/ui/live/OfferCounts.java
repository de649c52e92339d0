package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many rows each offered condition would leave, live for as long as it is offered: one small
 * watch for each of them in each region. Used with the UI's lock.
 */
final class OfferCounts {
  private final ConsoleSession session;
  private final ListSpec spec;
  private final Runnable onDirty;
  private final Map<String, LiveCount> open = new HashMap<>();

  OfferCounts(ConsoleSession session, ListSpec spec, Runnable onDirty) {
    this.session = session;
    this.spec = spec;
    this.onDirty = onDirty;
  }

  /** Counts these whole filters from now on, and no others. */
  void count(List<String> filters) {
    open.entrySet()
        .removeIf(
            counted -> {
              boolean over = !filters.contains(counted.getKey());
              if (over) {
                counted.getValue().close();
              }
              return over;
            });
    for (String filter : filters) {
      open.computeIfAbsent(
          filter, one -> session.count(spec.type(), spec.parent(), one, Set.of(), onDirty));
    }
  }

  /** Empty until all regions have said theirs. */
  Optional<Long> rows(String filter) {
    return Optional.ofNullable(open.get(filter)).filter(LiveCount::exact).map(LiveCount::rows);
  }
}
