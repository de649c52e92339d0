package dev.edgewatch.watch;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.watch.WatchMeters.Present;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query in its order, shared by all who ask for it, and the windows that people
 * have open on it. Guarded by its collection's lock.
 */
final class OrderedView implements Listener {
  private final Query query;
  private final Selection selection;
  private final Comparator<OrderBy.Key> order;
  private final Map<WindowKey, PageWindow> windows = new HashMap<>();
  private final WatchMeters meters;
  private OrderedRows rows;

  /** Changes since the rows were taken for sorting; null when the view is loaded. */
  private @Nullable List<RowChange> missed = new ArrayList<>();

  private volatile int total;
  private Instant lastUsed = Instant.EPOCH;

  OrderedView(Query query, SearchPhrase phrase, WatchMeters meters) {
    this.meters = meters;
    this.query = query;
    this.selection = new Selection(query.parent(), query.filter(), phrase);
    this.order = query.order().comparator();
    this.rows = new OrderedRows(order);
  }

  /** What windows with the same page share. */
  record WindowKey(String pageToken, int pageSize, Mask mask) {}

  /** Notes what these rows miss from now on. */
  List<Resource> startOver(List<Resource> candidates) {
    missed = new ArrayList<>();
    return candidates;
  }

  /** The rows in order, made from all that may match; needs no lock and takes a while. */
  OrderedRows sort(List<Resource> candidates) {
    List<Entry> matching = new ArrayList<>();
    for (Resource row : candidates) {
      Message decoded = row.message();
      if (selection.holds(row, decoded)) {
        matching.add(new Entry(query.order().key(decoded, row.name()), row));
      }
    }
    return OrderedRows.of(order, matching);
  }

  /**
   * Takes over rows that were sorted while changes went on; those are caught up with here. Does
   * nothing a second time.
   */
  void load(OrderedRows sorted) {
    if (missed != null) {
      List<RowChange> changes = missed;
      missed = null;
      rows = sorted;
      changes.forEach(change -> changed(change, new Wake()));
      publishTotal();
    }
  }

  boolean isLoaded() {
    return missed == null;
  }

  Query query() {
    return query;
  }

  @Override
  public Selection selection() {
    return selection;
  }

  OrderedRows rows() {
    return rows;
  }

  List<Resource> resources() {
    return rows.slice(0, rows.size()).stream().map(Entry::resource).toList();
  }

  Comparator<OrderBy.Key> order() {
    return order;
  }

  /**
   * Rows after the last whole transaction; the only thing here that may be read without the lock.
   */
  int total() {
    return total;
  }

  @Override
  public void changed(RowChange change, Wake wake) {
    if (missed != null) {
      missed.add(change);
      return;
    }
    OrderBy.Key before =
        selection.before(change) ? query.order().key(change.messageBefore(), change.name()) : null;
    OrderBy.Key after =
        selection.after(change) ? query.order().key(change.messageAfter(), change.name()) : null;
    if (before != null && (after == null || order.compare(before, after) != 0)) {
      rows.remove(before);
    }
    if (after != null) {
      rows.put(new Entry(after, change.after()));
    }
    if (before == null && after == null) {
      return;
    }
    for (PageWindow window : windows.values()) {
      if (window.isTouchedBy(before, after)) {
        wake.window(window);
      }
    }
  }

  /**
   * Makes the number of rows visible to {@link #total()}; called when a transaction is wholly taken
   * in.
   */
  void publishTotal() {
    total = rows.size();
  }

  PageWindow window(Anchor anchor, WindowKey key, int chunkBytes, Position position) {
    PageWindow window = windows.get(key);
    if (window == null) {
      window = new PageWindow(this, key, anchor, chunkBytes, position);
      windows.put(key, window);
      meters.add(Present.WINDOWS, 1);
    }
    return window;
  }

  void drop(PageWindow window) {
    if (windows.remove(window.key(), window)) {
      meters.add(Present.WINDOWS, -1);
    }
  }

  Collection<PageWindow> windows() {
    return windows.values();
  }

  void usedAt(Instant time) {
    lastUsed = time;
  }

  boolean isIdleSince(Instant time) {
    return windows.isEmpty() && lastUsed.isBefore(time);
  }

  Instant lastUsed() {
    return lastUsed;
  }
}
