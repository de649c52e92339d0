package dev.edgewatch.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Rows as this node wrote them last, so that who updates the same resource again and again, as
 * devices do, is not read from the database each time. Other nodes write as well, so what is found
 * here may be outdated: it only counts when a commit has validated it. Thread-safe.
 */
final class RecentRows {
  private static final long BYTES = 64L << 20;

  /** Key, row, their texts' headers and the entry of the cache. */
  private static final int OVERHEAD = 200;

  private final Cache<Key, Row> rows =
      Caffeine.newBuilder()
          .maximumWeight(BYTES)
          .weigher((Key key, Row row) -> OVERHEAD + key.name().length() + row.data().size())
          .executor(Runnable::run)
          .build();

  Optional<Row> find(Key key) {
    return Optional.ofNullable(rows.getIfPresent(key));
  }

  /** What a session wrote, once it is committed. */
  void remember(PendingCommit committed) {
    for (Write write : committed.writes.values()) {
      switch (write) {
        case Write.Save save -> rows.put(save.key(), new Row(committed.version, save.data()));
        case Write.Delete delete -> rows.invalidate(delete.key());
        case Write.DeleteCopy delete -> rows.invalidate(delete.key());
      }
    }
  }

  /** What a session read, when that was outdated. */
  void forget(PendingCommit outdated) {
    rows.invalidateAll(outdated.read.keySet());
  }
}
