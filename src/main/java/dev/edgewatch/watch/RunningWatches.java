package dev.edgewatch.watch;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.ChangeFeed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine: looks for the collection that can answer and asks it. Thread-safe. */
final class RunningWatches implements Watches {
  private static final Logger LOG = LoggerFactory.getLogger(RunningWatches.class);

  private final WatchLimits limits;
  private final Clock clock;
  private final ChangeFeed feed;
  private final PositionHistory history;
  private final ResidentCollections collections;
  private final AllWatchOpening allWatches;
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("watch-pulse").daemon().factory());

  private RunningWatches(ChangeFeed feed, WatchLimits limits, Clock clock, MeterRegistry meters) {
    this.limits = limits;
    this.clock = clock;
    this.feed = feed;
    this.history = new PositionHistory(limits.history());
    this.allWatches = new AllWatchOpening(feed, history, limits, clock);
    this.collections = new ResidentCollections(feed, limits, clock, new WatchMeters(meters));
  }

  static RunningWatches start(
      ChangeFeed feed, WatchLimits limits, Clock clock, MeterRegistry meters) {
    RunningWatches watches = stopped(feed, limits, clock, meters);
    long period = limits.totalsEvery().toMillis();
    watches.pulse.scheduleWithFixedDelay(
        watches::pulseSafely, period, period, TimeUnit.MILLISECONDS);
    return watches;
  }

  /** An engine whose pulse somebody else beats. */
  static RunningWatches stopped(
      ChangeFeed feed, WatchLimits limits, Clock clock, MeterRegistry meters) {
    RunningWatches watches = new RunningWatches(feed, limits, clock, meters);
    watches.history.note(clock.instant(), feed.position());
    return watches;
  }

  @Override
  public Optional<Resource> get(ResourceType type, String name) {
    return collections.read(type, name, collection -> Optional.ofNullable(collection.row(name)));
  }

  @Override
  public Map<String, Resource> batchGet(ResourceType type, List<String> names) {
    Map<String, List<String>> scopes = new LinkedHashMap<>();
    names.forEach(
        name ->
            scopes
                .computeIfAbsent(ResidentCollections.scopePrefix(name), none -> new ArrayList<>())
                .add(name));
    Map<String, Resource> rows = new HashMap<>();
    scopes.forEach(
        (prefix, scoped) ->
            rows.putAll(collections.read(type, prefix, collection -> rowsOf(collection, scoped))));
    Map<String, Resource> found = new LinkedHashMap<>();
    names.stream().filter(rows::containsKey).forEach(name -> found.put(name, rows.get(name)));
    return found;
  }

  private static Map<String, Resource> rowsOf(ResidentCollection collection, List<String> names) {
    Map<String, Resource> rows = new HashMap<>();
    for (String name : names) {
      Resource row = collection.row(name);
      if (row != null) {
        rows.put(name, row);
      }
    }
    return rows;
  }

  @Override
  public int pageSize(int requested) {
    return limits.pageSize(requested);
  }

  @Override
  public Page list(Query query, String pageToken, int pageSize) {
    return page(query, SearchPhrase.NONE, pageToken, pageSize);
  }

  @Override
  public Page search(Query query, String phrase, String pageToken, int pageSize) {
    return page(query, SearchPhrase.parse(query.type(), phrase), pageToken, pageSize);
  }

  private Page page(Query query, SearchPhrase phrase, String pageToken, int pageSize) {
    int size = limits.pageSize(pageSize);
    Anchor anchor = Anchor.parse(query, pageToken);
    return collections.read(
        query.type(),
        query.parent().concretePrefix(),
        collection -> collection.prepare(query, phrase),
        collection -> {
          OrderedRows rows = collection.view(query, phrase).rows();
          Slice slice = anchor.slice(rows, size);
          List<Entry> entries = rows.slice(slice.from(), slice.to());
          WatchMessage.PageTokens tokens = anchor.tokens(query, slice, entries);
          return new Page(
              entries.stream().map(Entry::resource).toList(),
              tokens.previous(),
              tokens.next(),
              slice.from(),
              slice.total(),
              collection.position());
        });
  }

  @Override
  public WatchStream watchPage(PageWatch watch, WatchSink sink) {
    int size = limits.pageSize(watch.pageSize());
    if (watch.maxChunkSize() < 0) {
      throw Refusal.invalid(
          "MAX_CHUNK_SIZE_OUT_OF_RANGE",
          "max_chunk_size",
          "max_chunk_size is " + watch.maxChunkSize() + "; expected 0 or more");
    }
    Anchor anchor = Anchor.parse(watch.query(), watch.pageToken());
    LiveStream stream =
        collections.read(
            watch.query().type(),
            watch.query().parent().concretePrefix(),
            collection -> collection.prepare(watch.query(), SearchPhrase.NONE),
            collection -> collection.openPage(watch, anchor, size, sink));
    stream.flush();
    return stream;
  }

  @Override
  public WatchStream watchAll(AllWatch watch, WatchSink sink) {
    return allWatches.open(collections, watch, sink);
  }

  @Override
  public WatchStream watchOne(ResourceType type, String name, Mask mask, WatchSink sink) {
    LiveStream stream =
        collections.read(
            type,
            name,
            collection -> {
              if (collection.row(name) == null) {
                throw new Refusal.NotFound(
                        type.simpleName() + " '" + name + "' does not exist", name)
                    .exception();
              }
              return collection.openOne(name, mask, sink);
            });
    stream.flush();
    return stream;
  }

  /** What happens without a change: progress, totals, eviction. Called at intervals. */
  void pulse() {
    Instant now = clock.instant();
    history.note(now, feed.position());
    collections.all().forEach(collection -> collection.pulse(now));
    collections.evictIdleSince(now.minus(limits.idleCollection()));
  }

  private void pulseSafely() {
    try {
      pulse();
    } catch (RuntimeException unexpected) {
      LOG.error("pulse of the watches failed; it goes on", unexpected);
    }
  }

  @Override
  public void close() {
    pulse.shutdownNow();
    collections.retireAll(
        new Refusal.Unavailable(
            "REGION_CLOSING", "the region is shutting down", Duration.ofSeconds(1)));
  }
}
