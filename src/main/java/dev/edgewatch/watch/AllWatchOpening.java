package dev.edgewatch.watch;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import dev.edgewatch.watch.WatchMeters.Present;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens stateless streams: decides what the watcher has already and what it must be told first.
 * Thread-safe.
 */
final class AllWatchOpening {
  private final ChangeFeed feed;
  private final PositionHistory history;
  private final WatchLimits limits;
  private final Clock clock;

  AllWatchOpening(ChangeFeed feed, PositionHistory history, WatchLimits limits, Clock clock) {
    this.feed = feed;
    this.history = history;
    this.limits = limits;
    this.clock = clock;
  }

  /** A stream that follows its collection and does not send yet. */
  private record Opened(
      ResidentCollection collection,
      ChangedRows changed,
      AllSource source,
      LiveStream stream,
      List<Resource> rows,
      Position position,
      boolean aheadOfFeed) {}

  LiveStream open(ResidentCollections collections, AllWatch watch, WatchSink sink) {
    if (watch.maxChunkSize() < 0 || watch.maxChunkSize() > limits.snapshotChunk()) {
      throw Refusal.invalid(
          "MAX_CHUNK_SIZE_OUT_OF_RANGE",
          "max_chunk_size",
          "max_chunk_size is "
              + watch.maxChunkSize()
              + "; expected 0 to "
              + limits.snapshotChunk());
    }
    Opened opened =
        collections.read(
            watch.type(),
            watch.parent().concretePrefix(),
            collection -> follow(collection, watch, sink));
    prepare(opened, watch);
    opened
        .collection()
        .read(
            collection -> {
              opened.changed().wakes(opened.stream());
              return collection.opened(opened.stream(), Present.ALL_STREAMS);
            })
        .ifPresentOrElse(
            LiveStream::flush,
            () ->
                opened.stream()
                    .fail(
                        new Refusal.Unavailable(
                            "WATCH_CLOSED", "open the watch again", Duration.ZERO)));
    return opened.stream();
  }

  private Opened follow(ResidentCollection collection, AllWatch watch, WatchSink sink) {
    boolean aheadOfFeed =
        collection.isAheadOfFeed(); // asked before the position, which may only be later
    Selection selection = Selection.of(watch.parent(), watch.filter());
    List<Resource> rows = collection.dispatch().matching(selection);
    int bound = Math.max(limits.pendingChanges(), rows.size());
    ChangedRows changed = new ChangedRows(selection, watch.mask(), rows.size(), bound);
    Position position = collection.position();
    AllSource source = new AllSource(collection, changed, watch, limits, position);
    LiveStream stream = new LiveStream(sink, source, clock);
    collection.dispatch().register(changed);
    return new Opened(collection, changed, source, stream, rows, position, aheadOfFeed);
  }

  /**
   * Not under the collection's lock, because the feed may have one of its own. Nobody else knows
   * the source yet.
   */
  private void prepare(Opened opened, AllWatch watch) {
    switch (watch.start()) {
      case AllWatch.FromSnapshot ignored ->
          opened.source().startWith(opened.rows(), opened.position());
      case AllWatch.FromToken(String token) -> {
        Optional<Position> from =
            ResumeToken.parse(token)
                .filter(known -> known.question().equals(ResumeToken.question(watch)))
                .map(ResumeToken::position);
        goOn(opened, watch, from, AllSource.Rows.ALL);
      }
      case AllWatch.FromTime(Instant time) ->
          goOn(opened, watch, history.before(time), AllSource.Rows.UNKNOWN);
    }
  }

  private void goOn(Opened opened, AllWatch watch, Optional<Position> from, AllSource.Rows client) {
    Optional<List<CommittedTransaction>> missed =
        from.filter(position -> position.region().equals(opened.position().region()))
            .filter(position -> !opened.aheadOfFeed())
            .flatMap(feed::since);
    if (missed.isEmpty()) {
      opened.source().resetTo(opened.rows(), opened.position());
      return;
    }
    Stream<RowChange> earlier =
        missed.get().stream()
            .filter(transaction -> opened.position().covers(transaction.position()))
            .flatMap(transaction -> transaction.changes().stream())
            .filter(change -> change.type() == watch.type())
            .map(change -> new RowChange(change.before(), change.after()));
    List<RowChange> changes = earlier.toList();
    opened
        .collection()
        .locked(
            () -> {
              opened.changed().noteEarlier(changes);
              return changes;
            });
    opened.source().startWithChanges(client);
  }
}
