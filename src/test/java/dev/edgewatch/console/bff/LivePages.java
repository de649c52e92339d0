package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A region in memory: its rows in order, and the open pages, which are told the difference after
 * each change exactly as a region would (contract section 6.3). Can be lost and found again.
 */
final class LivePages implements RegionPages {
  private final String region;
  private final OrderBy order;
  private final TreeMap<OrderBy.Key, Resource> rows;
  private final List<OpenPage> open = new ArrayList<>();
  private final Set<String> elsewhere = new HashSet<>();
  private boolean lost;
  private boolean refused;
  private int position;

  LivePages(String region, OrderBy order) {
    this.region = region;
    this.order = order;
    this.rows = new TreeMap<>(order.comparator());
  }

  private final class OpenPage implements AutoCloseable {
    private final Optional<OrderBy.Key> anchor;
    private final int size;
    private final Listener listener;
    private List<Resource> sent = List.of();

    OpenPage(Optional<OrderBy.Key> anchor, int size, Listener listener) {
      this.anchor = anchor;
      this.size = size;
      this.listener = listener;
    }

    void send() {
      Map<OrderBy.Key, Resource> from =
          anchor.map(key -> (Map<OrderBy.Key, Resource>) rows.tailMap(key, true)).orElse(rows);
      List<Resource> now = from.values().stream().limit(size).toList();
      listener.changes(
          difference(sent, now),
          new Status(
              rows.size(), from.size() > size, region + ":" + Integer.toHexString(position)));
      sent = now;
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }

  /**
   * Removals from the end, then insertions and changes from the start: a valid order of index based
   * changes.
   */
  private static List<RowChange> difference(List<Resource> before, List<Resource> now) {
    List<RowChange> changes = new ArrayList<>();
    List<String> names = new ArrayList<>(before.stream().map(Resource::name).toList());
    List<String> wanted = now.stream().map(Resource::name).toList();
    for (int i = names.size() - 1; i >= 0; i--) {
      if (!wanted.contains(names.get(i))) {
        names.remove(i);
        changes.add(new RowChange.Removed(i));
      }
    }
    for (int i = 0; i < now.size(); i++) {
      Resource row = now.get(i);
      int at = names.indexOf(row.name());
      if (at < 0) {
        names.add(i, row.name());
        changes.add(new RowChange.Added(i, row.encoded()));
      } else if (at != i || !before.contains(row)) {
        names.remove(at);
        names.add(i, row.name());
        changes.add(new RowChange.Modified(at, i, row.encoded()));
      }
    }
    return changes;
  }

  synchronized void put(Resource resource) {
    rows.values().removeIf(row -> row.name().equals(resource.name()));
    rows.put(order.key(resource.message()), resource);
    changed();
  }

  synchronized void remove(String name) {
    rows.values().removeIf(row -> row.name().equals(name));
    changed();
  }

  private void changed() {
    position++;
    List.copyOf(open).forEach(OpenPage::send);
  }

  synchronized void lose() {
    lost = true;
    List<OpenPage> ended = List.copyOf(open);
    open.clear();
    ended.forEach(page -> page.listener.ended(silence()));
  }

  /** The person may not list the region any more. */
  synchronized void refuse() {
    List<OpenPage> ended = List.copyOf(open);
    open.clear();
    refused = true;
    ended.forEach(page -> page.listener.ended(refusal()));
  }

  private static Refusal refusal() {
    return new Refusal.Denied("devices.watch", "projects/p", "you lack the permission");
  }

  synchronized void find() {
    lost = false;
  }

  synchronized List<Resource> rows() {
    return List.copyOf(rows.values());
  }

  @Override
  public synchronized AutoCloseable watch(
      Optional<OrderBy.Key> anchor, int size, Listener listener) {
    var page = new OpenPage(anchor, size, listener);
    if (lost || refused) {
      listener.ended(refused ? refusal() : silence());
      return page;
    }
    open.add(page);
    listener.reset();
    page.send();
    return page;
  }

  @Override
  public synchronized Optional<OrderBy.Key> keyAt(long offset) {
    requireFound();
    return rows.keySet().stream().skip(offset).findFirst();
  }

  @Override
  public synchronized long rank(OrderBy.Key key) {
    requireFound();
    return rows.headMap(key, false).size();
  }

  private void requireFound() {
    if (lost) {
      throw silence().exception();
    }
  }

  @Override
  public synchronized boolean exists(String name) {
    return elsewhere.contains(name)
        || rows.values().stream().anyMatch(row -> row.name().equals(name));
  }

  /** From now on the row does not match the query any more. */
  synchronized void mismatch(String name) {
    elsewhere.add(name);
    remove(name);
  }

  synchronized int openPages() {
    return open.size();
  }

  private Refusal silence() {
    return new Refusal.Unavailable(
        "REGION_SILENT", region + " does not answer", Duration.ofSeconds(1));
  }
}
