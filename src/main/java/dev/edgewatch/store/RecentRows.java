package dev.edgewatch.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows as this node wrote them last, so that who updates the same resource again and again, as
 * devices do, is not read from the database each time. Other nodes write as well, so what is found
 * here may be outdated: it only counts when a commit has validated it.
 *
 * <p>Bounded by generations: when the young one is full it becomes the old one, and what was in the
 * old one and was not written since is forgotten. That takes no book-keeping for each read. May be
 * read by any thread, and changed by one at a time.
 */
final class RecentRows {
  /** Of each of the two generations. */
  private static final long BYTES = 32L << 20;

  /** Key, row, the headers of their texts and the entry of the map. */
  private static final int OVERHEAD = 200;

  private final long mostBytes;
  private volatile Map<Key, Row> young = new ConcurrentHashMap<>();
  private volatile Map<Key, Row> old = new ConcurrentHashMap<>();
  private long bytes;

  RecentRows() {
    this(BYTES);
  }

  RecentRows(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  Optional<Row> find(Key key) {
    Row row = young.get(key);
    return Optional.ofNullable(row != null ? row : old.get(key));
  }

  /** What a session wrote, once it is committed. */
  void remember(PendingCommit committed) {
    for (Write write : committed.writes.values()) {
      switch (write) {
        case Write.Save save -> put(save.key(), new Row(committed.version, save.data()));
        case Write.Delete delete -> forget(delete.key());
        case Write.DeleteCopy delete -> forget(delete.key());
      }
    }
  }

  private void put(Key key, Row row) {
    Row replaced = young.put(key, row);
    bytes += row.data().size() - (replaced == null ? -size(key) : replaced.data().size());
    if (bytes > mostBytes) {
      old = young;
      young = new ConcurrentHashMap<>();
      bytes = 0;
    }
  }

  private static int size(Key key) {
    return OVERHEAD + key.name().length();
  }

  /** What a session read, when that was outdated. */
  void forget(PendingCommit outdated) {
    outdated.read.keySet().forEach(this::forget);
  }

  private void forget(Key key) {
    Row forgotten = young.remove(key);
    bytes -= forgotten == null ? 0 : size(key) + forgotten.data().size();
    old.remove(key);
  }
}
