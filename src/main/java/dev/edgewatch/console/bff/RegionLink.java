package dev.edgewatch.console.bff;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.client.Backoff;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One region's part of a {@link Frame}: its watch, opened again for as long as the frame lives, and
 * the rows it last sent. When the watch ends the rows stay; they are replaced at once when a new
 * watch has sent its snapshot. Guarded by the list's lock; watches are opened outside of it.
 */
final class RegionLink {
  /** What the list does when a link has something new. Called with the lock held. */
  interface Owner {
    void changedInPlace(Entry entry);

    void restructured();

    void healthChanged();
  }

  private final String region;
  private final RegionPages pages;
  private final RegionHealth health;
  private final Optional<OrderBy.Key> anchor;
  private final int size;
  private final ResourceType type;
  private final OrderBy order;
  private final ReentrantLock lock;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;
  private final Owner owner;

  private final List<Entry> rows = new ArrayList<>();
  private final Set<String> enteredLive = new HashSet<>();
  private final AtomicBoolean opened = new AtomicBoolean();
  private @Nullable AutoCloseable stream;
  private volatile @Nullable ScheduledFuture<?> retry;
  private final Backoff backoff = new Backoff(new SplittableRandom());
  private volatile @Nullable Attempt attempt;
  private boolean snapshotPending = true;
  private boolean answered;
  private volatile boolean closed;
  private long total = -1;
  private boolean more;
  private String position = "";

  RegionLink(
      String region,
      RegionPages pages,
      RegionHealth health,
      Optional<OrderBy.Key> anchor,
      Surroundings list) {
    this.region = region;
    this.pages = pages;
    this.health = health;
    this.anchor = anchor;
    this.size = list.pageSize();
    this.type = list.type();
    this.order = list.order();
    this.lock = list.lock();
    this.scheduler = list.scheduler();
    this.clock = list.clock();
    this.owner = list.owner();
  }

  /** What all links of a list have in common. */
  record Surroundings(
      int pageSize,
      ResourceType type,
      OrderBy order,
      ReentrantLock lock,
      ScheduledExecutorService scheduler,
      Clock clock,
      Owner owner) {}

  /** Starts with the last known rows of a region that may not answer. */
  void seed(List<Entry> lastKnown, long lastTotal) {
    rows.addAll(lastKnown);
    total = lastTotal;
  }

  String region() {
    return region;
  }

  /** Opens the watch for the first time; nothing when that has been done. */
  void openOnce() {
    if (opened.compareAndSet(false, true)) {
      open();
    }
  }

  private void open() {
    if (closed) {
      return;
    }
    retry = null;
    Attempt next = new Attempt();
    attempt = next;
    AutoCloseable watch = pages.watch(anchor, size, next);
    lock.lock();
    try {
      if (!closed && attempt == next) {
        stream = watch;
        return;
      }
    } finally {
      lock.unlock();
    }
    Quietly.close(watch);
  }

  /** One watch of the many; what an earlier one still says is void. */
  private final class Attempt implements RegionPages.Listener {
    @Override
    public void reset() {
      lock.lock();
      try {
        snapshotPending |= attempt == this;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void changes(List<RegionPages.RowChange> changes, RegionPages.Status status) {
      lock.lock();
      try {
        if (!closed && attempt == this) {
          take(changes, status);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void ended(Refusal refusal) {
      lock.lock();
      try {
        if (!closed && attempt == this) {
          lose(refusal);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void take(List<RegionPages.RowChange> changes, RegionPages.Status status) {
    boolean snapshot = snapshotPending;
    if (snapshot) {
      rows.clear();
      snapshotPending = false;
      owner.restructured();
    }
    changes.forEach(change -> apply(change, snapshot));
    if (total != status.total() || more != status.more() || !answered) {
      owner.restructured();
    }
    total = status.total();
    more = status.more();
    position = status.position();
    answered = true;
    backoff.reset();
    health.heard();
    owner.healthChanged();
  }

  private void lose(Refusal refusal) {
    stream = null;
    snapshotPending = true;
    answered = true;
    health.disconnected(refusal);
    if (health.freshness() == LiveQuery.Freshness.FORBIDDEN) {
      rows.clear();
      total = 0;
      more = false;
    }
    owner.restructured();
    owner.healthChanged();
    Duration pause = backoff.next();
    health.nextTryAt(clock.instant().plus(pause));
    retry = scheduler.schedule(this::open, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void apply(RegionPages.RowChange change, boolean snapshot) {
    switch (change) {
      case RegionPages.RowChange.Added added -> {
        Entry entry = entry(added.resource());
        rows.add(added.index(), entry);
        if (!snapshot) {
          enteredLive.add(entry.name());
        }
        owner.restructured();
      }
      case RegionPages.RowChange.Modified modified -> {
        Entry entry = entry(modified.resource());
        if (modified.previousIndex() == modified.index()) {
          Entry before = rows.set(modified.index(), entry);
          if (order.comparator().compare(before.key(), entry.key()) == 0) {
            owner.changedInPlace(entry);
          } else {
            owner.restructured();
          }
        } else {
          rows.remove(modified.previousIndex());
          rows.add(modified.index(), entry);
          owner.restructured();
        }
      }
      case RegionPages.RowChange.Removed removed -> {
        rows.remove(removed.index());
        owner.restructured();
      }
    }
  }

  private Entry entry(ByteString encoded) {
    try {
      return new Entry(region, order.key(type.parser().parseFrom(encoded)), encoded);
    } catch (InvalidProtocolBufferException received) {
      throw new IllegalStateException(
          region + " sent bytes that are no " + type.fullName(), received);
    }
  }

  // ---- read by the list, with the lock held ----

  List<Entry> rows() {
    return rows;
  }

  boolean lost() {
    return health.freshness() == LiveQuery.Freshness.LOST;
  }

  MergedRows.Page page() {
    return new MergedRows.Page(rows, more && !lost());
  }

  /**
   * Rows of the region in the whole list: what it last said, or what is held of it when it is lost.
   */
  long rowCount() {
    return lost() || total < 0 ? rows.size() : total;
  }

  /** Rows that match in the region as it last said, or -1 when it never did. */
  long total() {
    return total;
  }

  /** Rows of the region as far as is known, whether or not the list holds them. */
  long known() {
    return Math.max(rowCount(), total);
  }

  String position() {
    return position;
  }

  /** Whether the region has said something for this frame, be it that it cannot. */
  boolean answered() {
    return answered;
  }

  /** Names that were added one by one since the last call, and not by a snapshot. */
  Set<String> takeEnteredLive() {
    Set<String> taken = Set.copyOf(enteredLive);
    enteredLive.clear();
    return taken;
  }

  /** Opens the watch anew; the rows stay until its snapshot has come. */
  void resync() {
    AutoCloseable before;
    lock.lock();
    try {
      before = stream;
      stream = null;
    } finally {
      lock.unlock();
    }
    if (before == null) {
      retryNow();
    } else {
      Quietly.close(before);
      open();
    }
  }

  /** Opens the watch now instead of when the pause ends; nothing while it is open. */
  void retryNow() {
    ScheduledFuture<?> planned = retry;
    if (planned != null && planned.cancel(false)) {
      open();
    }
  }

  void close() {
    AutoCloseable open;
    lock.lock();
    try {
      closed = true;
      open = stream;
      stream = null;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      Quietly.close(open);
    }
  }
}
