package dev.edgewatch.watch;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.filter.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who hears of which change. A listener whose filter pins a path to a value waits under that value in an index, made when it
 * is first needed; the others hear of everything. Not thread-safe; its collection's lock guards it.
 */
final class Dispatch {
  private final Map<String, Resource> rows;
  private final Map<String, ValueIndex> indexes = new LinkedHashMap<>();
  private final List<Listener> unpinned = new ArrayList<>();
  private final Map<Listener, Filter.Pin> pinned = new HashMap<>();

  /** Over the rows of a collection, which stay the collection's. */
  Dispatch(Map<String, Resource> rows) {
    this.rows = rows;
  }

  /** Names the listener for its selection and hands it the rows that are in it now. */
  void register(Listener listener, Consumer<Resource> matching) {
    Filter.Pin pin = narrowest(listener.selection().filter());
    if (pin == null) {
      unpinned.add(listener);
      rows.values().stream().filter(listener.selection()::holds).forEach(matching);
    } else {
      ValueIndex index = index(pin);
      pinned.put(listener, pin);
      index.listen(pin.value(), listener);
      index.rows(pin.value()).stream().map(rows::get).filter(listener.selection()::holds).forEach(matching);
    }
  }

  void unregister(Listener listener) {
    Filter.Pin pin = pinned.remove(listener);
    if (pin == null) {
      unpinned.remove(listener);
    } else {
      index(pin).forget(pin.value(), listener);
    }
  }

  void change(RowChange change, Consumer<Listener> concerned) {
    for (ValueIndex index : indexes.values()) {
      index.change(change, concerned);
    }
    unpinned.forEach(concerned);
  }

  /** Lets go of indexes under which nobody waits. */
  void evict() {
    indexes.values().removeIf(ValueIndex::isIdle);
  }

  private Filter.Pin narrowest(Filter filter) {
    Filter.Pin narrowest = null;
    int fewest = Integer.MAX_VALUE;
    for (Filter.Pin pin : filter.pins()) {
      Set<String> matching = index(pin).rows(pin.value());
      if (matching.size() < fewest) {
        narrowest = pin;
        fewest = matching.size();
      }
    }
    return narrowest;
  }

  private ValueIndex index(Filter.Pin pin) {
    return indexes.computeIfAbsent(
        pin.path().text(),
        none -> {
          ValueIndex index = new ValueIndex(pin.path());
          for (Resource row : rows.values()) {
            index.load(row, row.message());
          }
          return index;
        });
  }
}
