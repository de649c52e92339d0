package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query a list shows and the one that will take its place: old rows stay until the new query
 * has something to show.
 */
final class QuerySwitch {
  private @Nullable LiveQuery shown;
  private @Nullable LiveQuery next;

  void open(LiveQuery query) {
    close(next);
    next = query;
  }

  /** Makes the next query the shown one if it is time; says whether it did. */
  boolean advance() {
    LiveQuery candidate = next;
    if (candidate == null) {
      return false;
    }
    candidate.drain();
    boolean answered =
        candidate.regions().stream()
            .noneMatch(region -> region.freshness() == Freshness.CATCHING_UP);
    if (shown != null && !answered && candidate.size() == 0) {
      return false;
    }
    close(shown);
    shown = candidate;
    next = null;
    return true;
  }

  Optional<LiveQuery> shown() {
    return Optional.ofNullable(shown);
  }

  /** Whether what is shown is about to be replaced. */
  boolean changing() {
    return next != null;
  }

  boolean isEmpty() {
    return shown == null && next == null;
  }

  void close() {
    close(shown);
    close(next);
    shown = null;
    next = null;
  }

  private static void close(@Nullable LiveQuery query) {
    if (query != null) {
      query.close();
    }
  }
}
