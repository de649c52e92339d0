package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.types.WatchType;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchManyResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all resources that match a query, for as long as it is open: a stateless watch (contract
 * section 6.4) that is opened again whenever it ends, goes on where it was, and starts over when
 * the region says so or when the number of rows does not add up (section 6.5). Keeps the encoded
 * rows, so that after a new snapshot the listener hears only what is different. Between attempts it
 * waits with full jitter, 0.2 to 10 s.
 */
public final class Watcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watcher.class);

  /** How long a region may be away before the listener is told. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Hears about the rows; called by one thread at a time. While it works the region is not asked
   * for more.
   */
  public interface Listener {
    /** All rows, by name: after the start and after sync was lost. */
    void synced(Map<String, ByteString> rows);

    /** A complete change set; never empty. */
    void changed(List<RowChange> changes);

    /**
     * What was said so far is what is true in the region now: after each complete set, and every
     * few seconds while nothing changes.
     */
    default void current() {}

    /**
     * The region has been away for longer than {@link #PATIENCE}; the rows said so far may be
     * wrong.
     */
    void lost(Refusal why);
  }

  /** How a row is now. */
  public sealed interface RowChange {
    String name();

    /** New or changed. */
    record Put(String name, ByteString resource) implements RowChange {}

    record Removed(String name) implements RowChange {}
  }

  private final Supplier<ResourceClient> region;
  private final WatchManyRequest query;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;
  private final Backoff backoff;
  private final Listener listener;
  private @Nullable Instant awaySince;
  private boolean toldLost;
  private @Nullable WatchedRows rows;
  private volatile @Nullable StreamCall stream;
  private volatile boolean closed;

  /**
   * @param region asked for each attempt which region to watch; another one makes it start over
   * @param query a stateless watch without starting time, see {@link WatchManyRequest#all}
   * @param scheduler waits between attempts; is not blocked
   */
  public Watcher(
      Supplier<ResourceClient> region,
      WatchManyRequest query,
      ScheduledExecutorService scheduler,
      Clock clock,
      RandomGenerator random,
      Listener listener) {
    if (query.type() != WatchType.STATELESS || query.startingTime().isPresent()) {
      throw new IllegalArgumentException(
          "query is " + query + "; expected a stateless one without starting time");
    }
    this.region = region;
    this.query = query;
    this.scheduler = scheduler;
    this.clock = clock;
    this.backoff = new Backoff(random);
    this.listener = listener;
  }

  /** Begins; returns at once. To be called once. */
  public Watcher start() {
    open();
    return this;
  }

  /** The listener hears no more than what it is hearing now. */
  @Override
  public void close() {
    closed = true;
    StreamCall open = stream;
    if (open != null) {
      open.close();
    }
  }

  private void open() {
    if (closed) {
      return;
    }
    try {
      ResourceClient asked = region.get();
      WatchedRows known = rows != null ? rows : new WatchedRows(asked.type(), listener);
      rows = known;
      stream = asked.watchAll(query.after(known.resumeToken()), new Attempt(known));
    } catch (RefusalException nobodyToAsk) {
      retry(nobodyToAsk.refusal());
    } catch (RuntimeException unexpected) {
      log.warn("the watch of {} could not be opened", query.parent(), unexpected);
      retry(
          new Refusal.Unavailable(
              "WATCH_NOT_OPENED", "the watch could not be opened", Duration.ofSeconds(1)));
    }
    if (closed) {
      close();
    }
  }

  private void retry(Refusal why) {
    Instant now = clock.instant();
    Instant since = awaySince != null ? awaySince : now;
    awaySince = since;
    if (!toldLost && !now.isBefore(since.plus(PATIENCE))) {
      toldLost = true;
      rows = null;
      tellLost(why);
    }
    try {
      var _ = scheduler.schedule(this::open, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException shuttingDown) {
      closed = true;
    }
  }

  private void tellLost(Refusal why) {
    try {
      listener.lost(why);
    } catch (RuntimeException cannotTakeIt) {
      log.warn("{} was lost and its listener failed", query.parent(), cannotTakeIt);
    }
  }

  /**
   * One stream of the many. Attempts follow each other, so they share the state above without a
   * lock.
   */
  private final class Attempt implements StreamCall.Sink {
    private final WatchedRows known;

    Attempt(WatchedRows known) {
      this.known = known;
    }

    @Override
    public void message(ByteString message) {
      if (known.accept(WatchManyResponse.decode(message))) {
        awaySince = null;
        toldLost = false;
        backoff.reset();
        listener.current();
      }
    }

    @Override
    public void ended(Refusal refusal) {
      known.disconnected();
      if (!closed) {
        retry(refusal);
      }
    }
  }
}
