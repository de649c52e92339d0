package dev.edgewatch.console.bff;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.client.Backoff;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One region's part of a {@link Frame}: its watch, opened again for as long as the frame lives, and
 * the rows it last sent. When the watch ends the rows stay; they are replaced at once when a new
 * watch has sent its snapshot. Guarded by the list's lock; watches are opened outside of it.
 */
final class RegionLink implements RegionPages.Listener {
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
  private @Nullable AutoCloseable stream;
  private volatile @Nullable ScheduledFuture<?> retry;
  private final Backoff backoff = new Backoff(new SplittableRandom());
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

  void open() {
    if (closed) {
      return;
    }
    retry = null;
    AutoCloseable opened = pages.watch(anchor, size, this);
    lock.lock();
    try {
      if (!closed) {
        stream = opened;
        return;
      }
    } finally {
      lock.unlock();
    }
    closeQuietly(opened);
  }

  @Override
  public void reset() {
    lock.lock();
    try {
      snapshotPending = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void changes(List<RegionPages.RowChange> changes, RegionPages.Status status) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
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
    } finally {
      lock.unlock();
    }
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

  @Override
  public void ended(Refusal refusal) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
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
    } finally {
      lock.unlock();
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

  /** Since when the rows are last known values; empty while they are not. */
  Optional<Instant> heldSince() {
    return health.heldSince();
  }

  LiveQuery.RegionState state() {
    return health.state(region, rowCount());
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

  boolean waitsForRetry() {
    return !closed && retry != null;
  }

  /** Opens the watch now instead of when the pause ends. */
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
      closeQuietly(open);
    }
  }

  private static void closeQuietly(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception alreadyBroken) {
      // The stream is given up either way.
    }
  }
}
