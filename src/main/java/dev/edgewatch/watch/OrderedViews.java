package dev.edgewatch.watch;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.watch.WatchMeters.Present;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ordered views of a collection, made when first asked for. Guarded by the collection's lock.
 */
final class OrderedViews {
  /**
   * Rows that views nobody watches may hold together; beyond it the ones not used for longest go.
   */
  private static final long IDLE_ROWS = 1_000_000;

  private final Dispatch dispatch;
  private final WatchMeters meters;
  private final Map<Key, OrderedView> views = new HashMap<>();

  OrderedViews(Dispatch dispatch, WatchMeters meters) {
    this.dispatch = dispatch;
    this.meters = meters;
  }

  private record Key(String parent, String filter, String order, String phrase) {}

  /** The view of a query, ready to be read. */
  OrderedView view(Query query, SearchPhrase phrase, Instant now) {
    OrderedView view = started(query, phrase, now);
    if (!view.isLoaded()) {
      view.load(view.sort(candidates(view)));
      makeRoomFor(view);
    }
    return view;
  }

  /** The view of a query, which from now on misses no change but perhaps has no rows yet. */
  OrderedView started(Query query, SearchPhrase phrase, Instant now) {
    OrderedView view =
        views.computeIfAbsent(
            new Key(
                query.parent().text(), query.filter().text(), query.order().text(), phrase.text()),
            none -> {
              OrderedView started = new OrderedView(query, phrase, meters);
              dispatch.register(started);
              meters.add(Present.VIEWS, 1);
              return started;
            });
    view.usedAt(now);
    return view;
  }

  /**
   * Rows among which those of a view are: of a view that holds all of them already, so that each
   * letter of a search, or another order, does not look at the whole collection again.
   */
  List<Resource> candidates(OrderedView view) {
    return views.values().stream()
        .filter(OrderedView::isLoaded)
        .filter(other -> view.selection().isWithin(other.selection()))
        .min(Comparator.comparingInt(other -> other.rows().size()))
        .map(OrderedView::resources)
        .orElseGet(() -> dispatch.candidates(view.selection()).toList());
  }

  void dropIdleSince(Instant time) {
    drop(views.values().stream().filter(view -> view.isIdleSince(time)).toList());
    dispatch.evict();
  }

  Collection<OrderedView> all() {
    return views.values();
  }

  /** Lets go of all views; their windows go with the streams. */
  void clear() {
    meters.add(Present.VIEWS, -views.size());
    views.clear();
  }

  void makeRoomFor(OrderedView added) {
    long room = IDLE_ROWS - added.rows().size();
    List<OrderedView> idle =
        views.values().stream()
            .filter(view -> view != added && view.isIdleSince(Instant.MAX))
            .sorted(Comparator.comparing(OrderedView::lastUsed).reversed())
            .toList();
    int kept = 0;
    while (kept < idle.size() && idle.get(kept).rows().size() <= room) {
      room -= idle.get(kept).rows().size();
      kept++;
    }
    drop(idle.subList(kept, idle.size()));
  }

  private void drop(List<OrderedView> idle) {
    idle.forEach(dispatch::unregister);
    views.values().removeAll(idle);
    meters.add(Present.VIEWS, -idle.size());
  }
}
