package dev.edgewatch.watch;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import dev.edgewatch.watch.OrderedView.WindowKey;
import dev.edgewatch.watch.WatchMeters.Present;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one type within one scope, in memory, and everything that is kept current over them.
 *
 * <p>Concurrency: one lock guards all of it, rows, indexes, views and windows. The feed's thread
 * takes it for the length of a transaction, a reader for the length of an answer, so readers see
 * whole transactions. What windows show is published as immutable states, and streams send them
 * after the lock is released, each under its own lock: a watcher never holds up the feed longer
 * than its sink takes to accept a message, which by contract does not block.
 */
final class ResidentCollection {
  private static final Logger LOG = LoggerFactory.getLogger(ResidentCollection.class);

  private final ResourceType type;
  private final ChangeFeed feed;
  private final WatchLimits limits;
  private final Clock clock;
  private final WatchMeters meters;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Map<String, Resource> rows = new HashMap<>();
  private final Dispatch dispatch = new Dispatch(rows);
  private final OrderedViews views;
  private final Map<String, List<LiveStream>> watchersOfOne = new HashMap<>();
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private final ChangeFeed.Subscription subscription;
  private volatile Position applied;
  private volatile WatchMessage lastSign;
  private final Pulse pulse;
  private Instant lastUsed;
  private boolean retired;

  /** Loads the rows, which takes a while and blocks. */
  ResidentCollection(
      ResourceType type,
      String prefix,
      ChangeFeed feed,
      WatchLimits limits,
      Clock clock,
      WatchMeters meters) {
    this.type = type;
    this.feed = feed;
    this.limits = limits;
    this.clock = clock;
    this.meters = meters;
    this.views = new OrderedViews(dispatch, meters);
    this.lastUsed = clock.instant();
    this.pulse = new Pulse(limits, lastUsed);
    this.applied = new Position(feed.position().region(), 0);
    this.lastSign = WatchMessage.page(List.of(), null, applied, -1);
    this.subscription = feed.follow(type, prefix, row -> rows.put(row.name(), row), this::commit);
    lock.lock();
    try {
      applied = later(applied, subscription.loadedAt());
    } finally {
      lock.unlock();
    }
    meters.add(Present.COLLECTIONS, 1);
    meters.add(Present.ROWS, rows.size());
  }

  /**
   * Runs {@code reading} under the lock; empty when this collection is no longer kept current and
   * another must be asked.
   */
  <T> Optional<T> read(Function<ResidentCollection, T> reading) {
    lock.lock();
    try {
      if (retired) {
        return Optional.empty();
      }
      lastUsed = clock.instant();
      return Optional.of(reading.apply(this));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes the view of a query ready. Sorting a whole collection takes a good part of a second, so
   * it is done without the lock: the feed goes on meanwhile, and so do the other readers.
   */
  void prepare(Query query, SearchPhrase phrase) {
    OrderedView view = locked(() -> views.started(query, phrase, clock.instant()));
    synchronized (view) {
      Optional<List<Resource>> candidates =
          locked(
              () ->
                  view.isLoaded()
                      ? Optional.empty()
                      : Optional.of(view.startOver(views.candidates(view))));
      if (candidates.isPresent()) {
        OrderedRows sorted = view.sort(candidates.get());
        locked(
            () -> {
              view.load(sorted);
              views.makeRoomFor(view);
              return view;
            });
      }
    }
  }

  /** Whether the rows may be other ones by now, and nobody has told. */
  boolean isCutOff() {
    return feed.isCutOff();
  }

  /** What the rows correspond to. Whatever a position covers is in everything read after it. */
  Position position() {
    return later(applied, feed.position());
  }

  /**
   * Whether the rows may hold more than the feed has told: just after the load. Then what a watcher
   * missed cannot be found in the feed's history alone.
   */
  boolean isAheadOfFeed() {
    return !feed.position().covers(subscription.loadedUntil());
  }

  /** What page streams say when nothing changes; the same object for the same content. */
  WatchMessage signOfLife(Position position, long total) {
    WatchMessage last = lastSign;
    if (!last.position().equals(position) || last.total() != total) {
      last = WatchMessage.page(List.of(), null, position, total);
      lastSign = last;
    }
    return last;
  }

  // ---- under the lock, from within read

  @Nullable Resource row(String name) {
    return rows.get(name);
  }

  Iterable<Resource> rows() {
    return rows.values();
  }

  Dispatch dispatch() {
    return dispatch;
  }

  OrderedView view(Query query, SearchPhrase phrase) {
    return views.view(query, phrase, clock.instant());
  }

  LiveStream openPage(PageWatch watch, Anchor anchor, int pageSize, WatchSink sink) {
    OrderedView view = view(watch.query(), SearchPhrase.NONE);
    PageWindow window =
        view.window(
            anchor,
            new WindowKey(watch.pageToken(), pageSize, watch.mask()),
            limits.chunkBytes(),
            position());
    LiveStream stream =
        opened(
            new LiveStream(sink, new PageSource(this, window, watch, limits), clock),
            Present.PAGE_STREAMS);
    window.streams().add(stream);
    return stream;
  }

  LiveStream openOne(String name, Mask mask, WatchSink sink) {
    LiveStream stream =
        opened(new LiveStream(sink, new OneSource(this, name, mask), clock), Present.ONE_STREAMS);
    watchersOfOne.computeIfAbsent(name, none -> new ArrayList<>(1)).add(stream);
    return stream;
  }

  LiveStream opened(LiveStream stream, Present kind) {
    streams.add(stream);
    meters.add(kind, 1);
    return stream;
  }

  // ---- taking the lock themselves; called by the sources, under their stream's lock

  <T> T locked(Supplier<T> reading) {
    lock.lock();
    try {
      return reading.get();
    } finally {
      lock.unlock();
    }
  }

  void closeAll(ChangedRows changed, LiveStream stream) {
    close(stream, Present.ALL_STREAMS, () -> dispatch.unregister(changed));
  }

  void closePage(PageWindow window, LiveStream stream) {
    close(
        stream,
        Present.PAGE_STREAMS,
        () -> {
          window.streams().remove(stream);
          if (window.streams().isEmpty()) {
            window.view().drop(window);
          }
        });
  }

  void closeOne(String name, LiveStream stream) {
    close(
        stream,
        Present.ONE_STREAMS,
        () ->
            watchersOfOne.computeIfPresent(
                name,
                (same, watchers) -> {
                  watchers.remove(stream);
                  return watchers.isEmpty() ? null : watchers;
                }));
  }

  private void close(LiveStream stream, Present kind, Runnable detach) {
    lock.lock();
    try {
      detach.run();
      streams.remove(stream);
      lastUsed = clock.instant();
    } finally {
      lock.unlock();
    }
    meters.add(kind, -1);
  }

  // ---- the feed's thread

  private void commit(CommittedTransaction transaction) {
    if (transaction.changes().isEmpty()) {
      applied = transaction.position();
      return;
    }
    long started = System.nanoTime();
    try {
      takeIn(transaction).forEach(LiveStream::flush);
      pulse.stir(clock.instant());
    } catch (RuntimeException unexpected) {
      LOG.error("the collection of {} is given up", type.fullName(), unexpected);
      retire(
          new Refusal.Unavailable(
              "COLLECTION_BROKEN",
              "the region lost its view of the data; open the watch again",
              Duration.ofSeconds(1)));
    }
    meters.delivered(System.nanoTime() - started);
  }

  /**
   * Applies a transaction to rows, views and windows; the streams that have something to send then.
   */
  private List<LiveStream> takeIn(CommittedTransaction transaction) {
    lock.lock();
    try {
      if (retired) {
        return List.of();
      }
      Wake wake = new Wake();
      int before = rows.size();
      for (Change change : transaction.changes()) {
        takeIn(change, wake);
      }
      meters.add(Present.ROWS, rows.size() - before);
      List<LiveStream> streamsToSend = new ArrayList<>(wake.streams());
      for (PageWindow window : wake.windows()) {
        if (window.refresh(transaction.position())) {
          streamsToSend.addAll(window.streams());
        }
      }
      meters.deltas(wake.windows().size());
      views.all().forEach(OrderedView::publishTotal);
      applied = transaction.position();
      return streamsToSend;
    } finally {
      lock.unlock();
    }
  }

  private void takeIn(Change change, Wake wake) {
    Resource before = rows.get(change.name());
    Resource after = change.after();
    if (before != null && after != null) {
      // the name that indexes hold already, so that it is in memory once
      after = new Resource(type, before.name(), after.encoded());
    }
    if (before == null && after == null) {
      return;
    }
    if (after == null) {
      rows.remove(change.name());
    } else {
      rows.put(after.name(), after);
    }
    RowChange rowChange = new RowChange(before, after);
    dispatch.change(rowChange, listener -> listener.changed(rowChange, wake));
    watchersOfOne.getOrDefault(change.name(), List.of()).forEach(wake::stream);
  }

  // ---- the engine's own thread

  /** What streams say without a change of their page. */
  void pulse(Instant now) {
    boolean beat = pulse.isBeat(now);
    if (pulse.isStirred(now) || beat) {
      streams.forEach(stream -> pulse(stream, now));
    }
    if (beat) {
      lock.lock();
      try {
        views.dropIdleSince(now.minus(limits.idleView()));
      } finally {
        lock.unlock();
      }
    }
  }

  private void pulse(LiveStream stream, Instant now) {
    if (!stream.pulse(now)) {
      pulse.stir(now);
    }
  }

  /**
   * Lets go of everything when nobody watched or read since {@code time}; true when this collection
   * is of no use any more.
   */
  boolean retireIfIdleSince(Instant time) {
    lock.lock();
    try {
      if (!retired && (!streams.isEmpty() || !lastUsed.isBefore(time))) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    retire(new Refusal.Unavailable("WATCH_CLOSED", "the watch was idle", Duration.ZERO));
    return true;
  }

  /** Stops following the feed and ends every stream. */
  void retire(Refusal why) {
    lock.lock();
    try {
      if (retired) {
        return;
      }
      retired = true;
      meters.add(Present.COLLECTIONS, -1);
      meters.add(Present.ROWS, -rows.size());
      views.clear();
    } finally {
      lock.unlock();
    }
    subscription.close();
    streams.forEach(stream -> stream.fail(why));
  }

  private static Position later(Position one, Position other) {
    return one.covers(other) ? one : other;
  }
}
