package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveQuery;
import java.util.List;
import java.util.Map;

/**
 * What a live list says of itself after a drain, each taken once: all that stands around the rows
 * is drawn from it.
 *
 * @param pending changes that are not shown yet
 */
record Glance(
    int pending,
    boolean paused,
    LiveQuery.Waiting waiting,
    LiveQuery.Counts counts,
    List<LiveQuery.RegionState> regions,
    Map<String, String> positions) {

  static Glance at(LiveQuery query) {
    boolean paused = query.paused();
    LiveQuery.Waiting waiting = query.waiting();
    int pending = paused ? waiting.total() : query.pendingChanges();
    return new Glance(pending, paused, waiting, query.counts(), query.regions(), query.positions());
  }
}
