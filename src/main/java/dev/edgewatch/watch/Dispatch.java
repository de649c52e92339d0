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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of which change. A listener whose filter pins a path to a value waits under that value
 * in an index, made when it is first needed; the others hear of everything. Not thread-safe; its
 * collection's lock guards it.
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

  /** From now on the listener hears of the changes that may concern its selection. */
  void register(Listener listener) {
    Filter.Pin pin = narrowest(listener.selection().filter());
    if (pin == null) {
      unpinned.add(listener);
    } else {
      pinned.put(listener, pin);
      index(pin).listen(pin.value(), listener);
    }
  }

  /** The rows that are in a selection now. */
  List<Resource> matching(Selection selection) {
    return candidates(selection).filter(selection::holds).toList();
  }

  /** Rows among which all of a selection are, as few as the indexes can tell. */
  Stream<Resource> candidates(Selection selection) {
    Filter.Pin pin = narrowest(selection.filter());
    return pin == null
        ? rows.values().stream()
        : index(pin).rows(pin.value()).stream().map(rows::get);
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

  private Filter.@Nullable Pin narrowest(Filter filter) {
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
