package dev.edgewatch.region;

import dev.edgewatch.client.Backoff;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Store;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is written down as rows of a private type, one row for each piece. The change feed
 * brings the rows, those left by a crash at the start and new ones when they are committed; nothing
 * is scanned. One node of the region works at a time, whoever gets the lease first; when it stops
 * or dies another one goes on. A piece that fails is tried again after a growing pause; one that
 * waits for others is tried again when one of these has changed.
 */
final class RecordedWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedWork.class);
  private static final Duration OTHERS_TURN = Duration.ofSeconds(1);
  private static final Duration LEASE_CHECK = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(2);
  private static final int REMEMBERED = 10_000;

  private final Region region;
  private final ResourceType type;
  private final Step step;
  private final ExecutorService running =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("recorded-work-", 0).factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<String, Piece> pieces = new HashMap<>();
  private final List<ChangeFeed.Subscription> subscriptions;
  private boolean closed;

  /** What is done for a row. */
  interface Step {
    /** Whether a row says that there is nothing to do. Does not block. */
    boolean isDone(Resource row);

    /**
     * Carries it on; a step that is finished has deleted its row, or changed it to say so. Blocks;
     * throws to be called again later.
     */
    Outcome run(Resource row);
  }

  sealed interface Outcome {}

  /** Nothing is left to do for the row as it was. */
  record Done() implements Outcome {}

  /** To be called again when one of these has changed, and at the latest after a while. */
  record Waiting(Set<Key> changes, Duration atMost) implements Outcome {}

  /** One row that something is to be done for. Guarded by the lock. */
  private static final class Piece {
    private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
    private Resource row;
    private long due = System.nanoTime();
    private boolean runs;
    private Set<Key> waitingFor = Set.of();

    /** What has changed since it began to run. */
    private final Set<Key> changed = new HashSet<>();

    Piece(Resource row) {
      this.row = row;
    }

    boolean isDue() {
      return !runs && due - System.nanoTime() <= 0;
    }

    void tell(Key key) {
      if (runs && changed.size() < REMEMBERED) {
        changed.add(key);
      } else if (waitingFor.contains(key)) {
        due = System.nanoTime();
      }
    }

    boolean hasMissed(Set<Key> keys) {
      return changed.size() == REMEMBERED || keys.stream().anyMatch(changed::contains);
    }
  }

  private RecordedWork(Region region, ResourceType type, Step step) {
    this.region = region;
    this.type = type;
    this.step = step;
    ChangeFeed feed = region.store().feed();
    this.subscriptions =
        List.of(feed.follow(type, "", this::put, this::apply), feed.observe(this::wakeWaiting));
  }

  /** Begins with what the rows of a private type say. */
  static RecordedWork start(Region region, ResourceType type, Step step) {
    RecordedWork work = new RecordedWork(region, type, step);
    Thread.ofVirtual().name("recorded-work " + type.simpleName()).start(work::watchOver);
    return work;
  }

  /** Who works, for the change log. */
  static WriteContext context(Region region) {
    return context(region, UUID.randomUUID().toString());
  }

  static WriteContext context(Region region, String requestId) {
    return new WriteContext("region:" + region.id(), requestId);
  }

  private void put(Resource row) {
    lock.lock();
    try {
      if (step.isDone(row)) {
        pieces.remove(row.name());
        return;
      }
      Piece piece = pieces.computeIfAbsent(row.name(), name -> new Piece(row));
      piece.row = row;
      piece.due = System.nanoTime();
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void apply(CommittedTransaction transaction) {
    for (Change change : transaction.changes()) {
      if (change.after() != null) {
        put(change.after());
      } else {
        lock.lock();
        try {
          pieces.remove(change.name());
        } finally {
          lock.unlock();
        }
      }
    }
  }

  private void wakeWaiting(CommittedTransaction transaction) {
    lock.lock();
    try {
      if (pieces.isEmpty()) {
        return;
      }
      for (Change change : transaction.changes()) {
        Key key = new Key(change.type().fullName(), change.name());
        pieces.values().forEach(piece -> piece.tell(key));
      }
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void watchOver() {
    try {
      while (awaitWork()) {
        Optional<Store.Lease> lease = lease();
        if (lease.isEmpty()) {
          pause(OTHERS_TURN);
          continue;
        }
        try (Store.Lease mine = lease.get()) {
          work(mine);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Store.Lease> lease() {
    try {
      return region.store().lease(type.fullName());
    } catch (RefusalException away) {
      return Optional.empty();
    }
  }

  /** Works until nothing is left, or the lease is lost. */
  private void work(Store.Lease lease) throws InterruptedException {
    while (hasWork()) {
      startWhatIsDue();
      pause(LEASE_CHECK);
      if (!lease.held()) {
        return;
      }
    }
  }

  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && !hasWork()) {
        news.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasWork() {
    lock.lock();
    try {
      return !closed && !pieces.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Until something is due or new, and not longer than this; also for no reason. */
  @SuppressWarnings("WaitNotInLoop") // who pauses looks again anyway
  private void pause(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      for (Piece piece : pieces.values()) {
        if (!piece.runs) {
          nanos = Math.min(nanos, piece.due - System.nanoTime());
        }
      }
      if (!closed && nanos > 0) {
        var _ = news.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private void startWhatIsDue() {
    lock.lock();
    try {
      for (Piece piece : pieces.values()) {
        if (!closed && piece.isDue()) {
          piece.runs = true;
          piece.changed.clear();
          Resource row = piece.row;
          running.execute(() -> run(piece, row));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void run(Piece piece, Resource row) {
    Outcome outcome = null;
    try {
      outcome = step.run(row);
    } catch (RefusalException refused) {
      LOG.info("{} goes on later: {}", row.name(), refused.refusal().message());
    } catch (RuntimeException failed) {
      LOG.warn("{} failed and is tried again", row.name(), failed);
    } finally {
      ended(piece, row, outcome);
    }
  }

  private void ended(Piece piece, Resource row, @Nullable Outcome outcome) {
    lock.lock();
    try {
      piece.runs = false;
      piece.due = System.nanoTime();
      boolean isSame = piece.row.equals(row);
      switch (outcome) {
        case null -> piece.due += piece.backoff.next().toNanos();
        case Done done when isSame -> pieces.remove(row.name(), piece);
        case Done done -> piece.backoff.reset();
        case Waiting(Set<Key> changes, Duration atMost) -> {
          piece.backoff.reset();
          piece.waitingFor = Set.copyOf(changes);
          if (isSame && !piece.hasMissed(changes)) {
            piece.due += atMost.toNanos();
          }
        }
      }
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    subscriptions.forEach(ChangeFeed.Subscription::close);
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    running.shutdown();
    try {
      if (!running.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        running.shutdownNow();
        running.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
