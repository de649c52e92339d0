package dev.edgewatch.watch;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.watch.ChangedRows.Drained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A watcher of everything that matches. It keeps the names that changed since it last spoke, not
 * the changes; when the sink is ready it says how those rows are now. A watcher too far behind
 * starts anew with a hard reset.
 *
 * <p>A snapshot is taken at one position and sent as the sink takes it; what changes meanwhile
 * follows as the next set, so a snapshot holds nothing but Current.
 */
final class AllSource implements Source {
  /** What a client that goes on from the past has. */
  enum Rows {
    ALL,
    UNKNOWN
  }

  private final ResidentCollection collection;
  private final ChangedRows changed;
  private final Mask mask;
  private final String question;
  private final int chunk;
  private final Progress progress;
  private final WatchLimits limits;
  private final Deque<WatchMessage> parts = new ArrayDeque<>();
  private @Nullable Iterator<Resource> snapshot;
  private Position position;

  /** Whether the first set is complete. */
  private boolean told;

  /**
   * How many rows the client has once it took in what was said; not known to one that came without
   * a snapshot.
   */
  private long holds;

  private boolean countsRows = true;
  private boolean sizeDue = true;
  private Instant sizeToldAt = Instant.EPOCH;

  AllSource(
      ResidentCollection collection,
      ChangedRows changed,
      AllWatch watch,
      WatchLimits limits,
      Position position) {
    this.collection = collection;
    this.changed = changed;
    this.mask = watch.mask();
    this.question = ResumeToken.question(watch);
    this.chunk = watch.maxChunkSize() == 0 ? limits.snapshotChunk() : watch.maxChunkSize();
    this.progress = watch.progress();
    this.limits = limits;
    this.position = position;
  }

  /** Starts with these rows, which were there at {@code at}. */
  void startWith(List<Resource> rows, Position at) {
    snapshot = rows.iterator();
    holds = rows.size();
    position = at;
    countsRows = true;
  }

  /** Starts with what changed; unless the client has all rows, how many it has is never said. */
  void startWithChanges(Rows client) {
    countsRows = client == Rows.ALL;
  }

  /** Starts with a hard reset and these rows. */
  void resetTo(List<Resource> rows, Position at) {
    parts.add(WatchMessage.hardReset(at));
    startWith(rows, at);
  }

  @Override
  public @Nullable WatchMessage next(Instant now) {
    if (!parts.isEmpty()) {
      return parts.poll();
    }
    if (snapshot != null) {
      return nextOfSnapshot(snapshot);
    }
    if (told && sizeDue && countsRows) {
      sizeDue = false;
      sizeToldAt = now;
      return WatchMessage.size(holds, position);
    }
    collection
        .locked(
            () ->
                told && changed.isEmpty()
                    ? Optional.<Drained>empty()
                    : Optional.of(changed.drain(collection, limits.pendingChanges())))
        .ifPresent(this::tell);
    return parts.poll();
  }

  private WatchMessage nextOfSnapshot(Iterator<Resource> rows) {
    List<ViewChange> changes = new ArrayList<>(chunk);
    long bytes = 0;
    while (rows.hasNext() && changes.size() < chunk && bytes < limits.chunkBytes()) {
      ByteString resource = shown(rows.next());
      bytes += resource.size();
      changes.add(new ViewChange.Current(resource));
    }
    if (rows.hasNext()) {
      return WatchMessage.part(changes, position, -1);
    }
    snapshot = null;
    told = true;
    return WatchMessage.resumable(changes, token(), position);
  }

  private void tell(Drained drained) {
    if (drained.overflown()) {
      resetTo(drained.rows(), drained.position());
      return;
    }
    position = drained.position();
    holds = drained.matching();
    List<ViewChange> changes = new ArrayList<>();
    drained.gone().forEach(name -> changes.add(new ViewChange.Removed(name, 0)));
    drained.rows().forEach(row -> changes.add(new ViewChange.Current(shown(row))));
    if (changes.isEmpty() && told) {
      return;
    }
    List<List<ViewChange>> cut = Chunks.cut(changes, chunk, limits.chunkBytes());
    cut.subList(0, cut.size() - 1)
        .forEach(part -> parts.add(WatchMessage.part(part, position, -1)));
    parts.add(WatchMessage.resumable(cut.getLast(), token(), position));
    told = true;
  }

  @Override
  public @Nullable WatchMessage idle(Instant now, Instant lastSent) {
    if (!told || !parts.isEmpty() || snapshot != null || collection.isCutOff()) {
      return null;
    }
    // also without being asked to report: the token in the client's hands must not fall out of the
    // history
    if (progress == Progress.REPORTED
        ? new Beat(limits.progressEvery()).isBetween(lastSent, now)
        : isOver(limits.sizeEvery(), lastSent, now)) {
      return collection
          .locked(
              () ->
                  changed.isEmpty()
                      ? Optional.of(collection.position())
                      : Optional.<Position>empty())
          .map(
              at -> {
                position = at;
                return WatchMessage.resumable(List.of(), token(), at);
              })
          .orElse(null);
    }
    if (countsRows && isOver(limits.sizeEvery(), sizeToldAt, now)) {
      sizeToldAt = now;
      return WatchMessage.size(holds, position);
    }
    return null;
  }

  @Override
  public void closed(LiveStream stream) {
    collection.closeAll(changed, stream);
  }

  private ByteString shown(Resource row) {
    return mask.project(row.encoded());
  }

  private String token() {
    return new ResumeToken(position, question).text();
  }

  private static boolean isOver(Duration duration, Instant since, Instant now) {
    return Duration.between(since, now).compareTo(duration) >= 0;
  }
}
