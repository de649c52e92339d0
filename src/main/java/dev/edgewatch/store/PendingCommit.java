package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import dev.edgewatch.store.RecordingSession.ListRead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A session whose work has run, on its way through the committer: what it read, what it wants, and
 * what became of it.
 */
final class PendingCommit {
  final WriteContext context;
  final long version;
  final long floor;
  final Map<Key, Row> read;
  final List<ListRead> lists;
  final Map<Key, Write> writes;

  /** What its new references point to. */
  final Set<Key> targets;

  /** The answer to be kept under the request's id, when it must not be carried out twice. */
  final Optional<Remembered> remembered;

  final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  PendingCommit(
      WriteContext context,
      long version,
      long floor,
      Map<Key, Row> read,
      List<ListRead> lists,
      Map<Key, Write> writes,
      Set<Key> targets,
      Optional<Remembered> remembered) {
    this.context = context;
    this.version = version;
    this.floor = floor;
    this.read = read;
    this.lists = lists;
    this.writes = writes;
    this.targets = targets;
    this.remembered = remembered;
  }

  /** Something it is about, for messages. */
  String subject() {
    return writes.keySet().stream().findFirst().map(Key::name).orElse(context.requestId());
  }

  /** Every row that must be locked and looked at. */
  Set<Key> keys() {
    Set<Key> keys = new HashSet<>(read.keySet());
    keys.addAll(writes.keySet());
    keys.addAll(targets);
    return keys;
  }

  /** Rows that may have to be created or must stay absent: there may be no row to lock. */
  Set<Key> perhapsAbsent() {
    Set<Key> keys = new HashSet<>();
    read.forEach(
        (key, row) -> {
          if (!row.exists()) {
            keys.add(key);
          }
        });
    writes.keySet().stream().filter(key -> !read.containsKey(key)).forEach(keys::add);
    return keys;
  }

  /** Resources to be deleted that are not copies: nobody may be left who depends on them. */
  List<Write.Delete> guardedDeletes() {
    List<Write.Delete> deletes = new ArrayList<>();
    for (Write write : writes.values()) {
      if (write instanceof Write.Delete delete) {
        deletes.add(delete);
      }
    }
    return deletes;
  }

  /** How a commit ended, when it did not end in a refusal. */
  sealed interface Outcome {
    record Done(Position position) implements Outcome {}

    /** What it read has changed: to be run again with a version above {@code floor}. */
    record Outdated(long floor, String name) implements Outcome {}
  }
}
