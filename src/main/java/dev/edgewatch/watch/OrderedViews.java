package dev.edgewatch.watch;

import dev.edgewatch.watch.WatchMeters.Present;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ordered views of a collection, made when first asked for. Guarded by the collection's lock. */
final class OrderedViews {
  /** Rows that views nobody watches may hold together; beyond it the ones not used for longest go. */
  private static final long IDLE_ROWS = 1_000_000;

  private final Dispatch dispatch;
  private final WatchMeters meters;
  private final Map<Key, OrderedView> views = new HashMap<>();

  OrderedViews(Dispatch dispatch, WatchMeters meters) {
    this.dispatch = dispatch;
    this.meters = meters;
  }

  private record Key(String parent, String filter, String order, String phrase) {}

  OrderedView view(Query query, SearchPhrase phrase, Instant now) {
    Key key = new Key(query.parent().text(), query.filter().text(), query.order().text(), phrase.text());
    OrderedView view = views.get(key);
    if (view == null) {
      view = new OrderedView(query, phrase, meters);
      view.load(dispatch);
      makeRoomFor(view);
      views.put(key, view);
      meters.add(Present.VIEWS, 1);
    }
    view.usedAt(now);
    return view;
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

  private void makeRoomFor(OrderedView added) {
    long room = IDLE_ROWS - added.rows().size();
    List<OrderedView> idle =
        views.values().stream()
            .filter(view -> view.isIdleSince(Instant.MAX))
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
