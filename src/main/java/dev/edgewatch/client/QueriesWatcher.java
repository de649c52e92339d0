package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.client.Watcher.RowChange;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.WatchManyRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Follows all resources that match any of several queries (contract section 6.5): a {@link Watcher}
 * for each, and one picture of all. Each query reconnects, starts over and is checked by itself;
 * the listener is told everything once all of them are in sync, and from then on what is different.
 * A resource that matches several queries is one row, and is gone when the last of them says so.
 * Thread-safe.
 */
public final class QueriesWatcher implements AutoCloseable {
  /**
   * Hears about the rows; called by one thread at a time. Each call says for which version of the
   * queries it is: 1 at first, one more with each {@link #replace}.
   */
  public interface Listener {
    /** All rows, by name: when all queries are in sync, at first and after any of them was lost. */
    void resynced(long version, Map<String, ByteString> rows);

    /** What is different; never empty. */
    void changed(long version, List<RowChange> changes);

    /** A region has been away for too long ({@link Watcher#PATIENCE}); rows may be wrong. */
    void lost(long version, Refusal why);
  }

  private final BiFunction<WatchManyRequest, Watcher.Listener, Watcher> opener;
  private final Listener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<WatchManyRequest, Part> parts = new LinkedHashMap<>();
  private Map<String, ByteString> told = new LinkedHashMap<>();
  private boolean inSync;
  private long version;

  /**
   * @param opener makes the watcher of one query, not started yet: {@code (query, listener) -> new
   *     Watcher(…)}
   */
  public QueriesWatcher(
      BiFunction<WatchManyRequest, Watcher.Listener, Watcher> opener, Listener listener) {
    this.opener = opener;
    this.listener = listener;
  }

  /**
   * Follows these queries from now on; the first call begins. Queries that stay keep their streams
   * and rows. The listener is told all rows anew when the new ones are in sync.
   */
  public void replace(Collection<WatchManyRequest> queries) {
    List<Part> begun = new ArrayList<>();
    lock.lock();
    try {
      version++;
      inSync = false;
      var wanted = new LinkedHashSet<>(queries);
      parts.forEach(
          (query, part) -> {
            if (!wanted.contains(query)) {
              part.end();
            }
          });
      parts.keySet().retainAll(wanted);
      for (WatchManyRequest query : wanted) {
        if (!parts.containsKey(query)) {
          Part part = new Part(query);
          parts.put(query, part);
          begun.add(part);
        }
      }
      settle();
    } finally {
      lock.unlock();
    }
    begun.forEach(part -> part.watcher.start());
  }

  /** The listener hears no more than what it is hearing now. */
  @Override
  public void close() {
    lock.lock();
    try {
      parts.values().forEach(Part::end);
      parts.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Tells all rows if all queries are in sync for the first time. */
  private void settle() {
    if (inSync || !parts.values().stream().allMatch(part -> part.synced)) {
      return;
    }
    Map<String, ByteString> all = new LinkedHashMap<>();
    parts.values().forEach(part -> all.putAll(part.rows));
    listener.resynced(version, Map.copyOf(all));
    told = all;
    inSync = true;
  }

  /**
   * Tells what is different at these names. What the listener does not take is told again, since
   * the watcher repeats it.
   */
  private void tell(Collection<String> names, Part newest) {
    List<RowChange> changes = new ArrayList<>();
    for (String name : names) {
      Optional<ByteString> now = row(name, newest);
      if (now.isEmpty() && told.containsKey(name)) {
        changes.add(new RowChange.Removed(name));
      } else if (now.isPresent() && !now.get().equals(told.get(name))) {
        changes.add(new RowChange.Put(name, now.get()));
      }
    }
    if (changes.isEmpty()) {
      return;
    }
    listener.changed(version, List.copyOf(changes));
    for (RowChange change : changes) {
      switch (change) {
        case RowChange.Put(var name, var resource) -> told.put(name, resource);
        case RowChange.Removed(var name) -> told.remove(name);
      }
    }
  }

  /** The row as the query that spoke last has it; as another has it when that one does not. */
  private Optional<ByteString> row(String name, Part newest) {
    ByteString own = newest.rows.get(name);
    return own != null
        ? Optional.of(own)
        : parts.values().stream()
            .filter(part -> part.rows.containsKey(name))
            .findFirst()
            .map(part -> part.rows.get(name));
  }

  /** One query. Its rows are guarded by the lock. */
  private final class Part implements Watcher.Listener {
    final Watcher watcher;
    private Map<String, ByteString> rows = new LinkedHashMap<>();
    private boolean synced;
    private boolean over;

    Part(WatchManyRequest query) {
      watcher = opener.apply(query, this);
    }

    void end() {
      over = true;
      watcher.close();
    }

    @Override
    public void synced(Map<String, ByteString> snapshot) {
      locked(
          () -> {
            rows = new LinkedHashMap<>(snapshot);
            synced = true;
            settle();
          });
    }

    @Override
    public void changed(List<RowChange> changes) {
      locked(
          () -> {
            for (RowChange change : changes) {
              switch (change) {
                case RowChange.Put(var name, var resource) -> rows.put(name, resource);
                case RowChange.Removed(var name) -> rows.remove(name);
              }
            }
            if (inSync) {
              tell(changes.stream().map(RowChange::name).toList(), this);
            } else {
              settle();
            }
          });
    }

    @Override
    public void lost(Refusal why) {
      locked(
          () -> {
            rows = new LinkedHashMap<>();
            synced = false;
            inSync = false;
            listener.lost(version, why);
          });
    }

    private void locked(Runnable work) {
      lock.lock();
      try {
        if (!over) {
          work.run();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
