package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The recent transactions of the feed, in order, bounded by age, number of changes and size.
 * Guarded by the feed's lock.
 */
final class History {
  /** Whatever their size: a load that begins now may not contain them yet. */
  private static final int ALWAYS_KEPT = 16;

  private final StoreSettings.History bounds;
  private final Deque<FeedTransaction> transactions = new ArrayDeque<>();
  private Position floor;
  private int changes;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * A transaction as the feed delivers it, with its 32 bit transaction id and its size on the wire.
   */
  record FeedTransaction(int xid, Instant at, long bytes, CommittedTransaction content) {}

  History(StoreSettings.History bounds, Position start) {
    this.bounds = bounds;
    this.floor = start;
  }

  void add(FeedTransaction transaction, Instant now) {
    transactions.addLast(transaction);
    changes += transaction.content().changes().size();
    bytes.addAndGet(transaction.bytes());
    Instant oldest = now.minus(bounds.age());
    while (transactions.size() > ALWAYS_KEPT
        && (changes > bounds.changes()
            || bytes.get() > bounds.bytes()
            || transactions.getFirst().at().isBefore(oldest))) {
      FeedTransaction forgotten = transactions.removeFirst();
      changes -= forgotten.content().changes().size();
      bytes.addAndGet(-forgotten.bytes());
      floor = forgotten.content().position();
    }
  }

  /** Of any thread. */
  long bytes() {
    return bytes.get();
  }

  Optional<List<CommittedTransaction>> since(Position from) {
    if (!from.covers(floor)) {
      return Optional.empty();
    }
    List<CommittedTransaction> later = new ArrayList<>();
    Iterator<FeedTransaction> newestFirst = transactions.descendingIterator();
    while (newestFirst.hasNext()) {
      CommittedTransaction transaction = newestFirst.next().content();
      if (from.covers(transaction.position())) {
        break;
      }
      later.add(transaction);
    }
    Collections.reverse(later);
    return Optional.of(later);
  }

  /** Those up to a position that a snapshot taken afterwards does not contain. */
  List<FeedTransaction> outside(Snapshot snapshot, Position upTo) {
    return transactions.stream()
        .filter(
            transaction ->
                upTo.covers(transaction.content().position())
                    && !snapshot.contains(transaction.xid()))
        .toList();
  }
}
