package dev.edgewatch.store;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.store.PendingCommit.Outcome.Outdated;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which of the sessions of one database transaction may commit together. The rows it is
 * given are locked, so what it finds holds until the commit. Sessions are judged one after the
 * other, each as if those accepted before had committed.
 */
final class Judge {
  private final Map<Key, Row> rows;
  private final Map<Key, Set<Key>> referrers;
  private final Set<Key> written = new HashSet<>();
  private final Set<Key> targeted = new HashSet<>();

  /**
   * @param referrers who blocks the resources that are to be deleted
   */
  Judge(Map<Key, Row> rows, Map<Key, Set<Key>> referrers) {
    this.rows = rows;
    this.referrers = referrers;
  }

  sealed interface Verdict {
    record Accepted() implements Verdict {}

    /** Depends on one accepted before: to be looked at again when that one has committed. */
    record Later() implements Verdict {}

    record Again(Outdated outdated) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}
  }

  Verdict judge(PendingCommit session) {
    Verdict verdict = examine(session);
    if (verdict instanceof Verdict.Accepted) {
      written.addAll(session.writes.keySet());
      targeted.addAll(session.targets);
    }
    return verdict;
  }

  private Verdict examine(PendingCommit session) {
    for (Map.Entry<Key, Row> read : session.read.entrySet()) {
      long now = row(read.getKey()).version();
      if (now != read.getValue().version() || written.contains(read.getKey())) {
        return new Verdict.Again(new Outdated(now, read.getKey().name()));
      }
    }
    for (Key key : session.writes.keySet()) {
      if (written.contains(key) || targeted.contains(key)) {
        return new Verdict.Later();
      }
      if (row(key).version() >= session.version) {
        return new Verdict.Again(new Outdated(row(key).version(), key.name()));
      }
    }
    for (Key target : session.targets) {
      if (written.contains(target)) {
        return new Verdict.Later();
      }
      if (!existsAfter(session, target)) {
        return new Verdict.Refused(missing(target));
      }
    }
    for (Key deleted : session.guardedDeletes()) {
      Set<Key> blocking = referrers.getOrDefault(deleted, Set.of());
      if (blocking.stream().anyMatch(written::contains)) {
        return new Verdict.Later();
      }
      List<String> left =
          blocking.stream()
              .filter(referrer -> stillRefers(session, referrer, deleted))
              .map(Key::name)
              .sorted()
              .toList();
      if (!left.isEmpty()) {
        return new Verdict.Refused(blocked(deleted, left));
      }
    }
    return new Verdict.Accepted();
  }

  private Row row(Key key) {
    return rows.getOrDefault(key, Row.ABSENT);
  }

  private boolean existsAfter(PendingCommit session, Key key) {
    return switch (session.writes.get(key)) {
      case Write.Save save -> true;
      case Write.Delete delete -> false;
      case null -> row(key).exists();
    };
  }

  private static boolean stillRefers(PendingCommit session, Key referrer, Key target) {
    return switch (session.writes.get(referrer)) {
      case Write.Save save ->
          save.references().stream().anyMatch(reference -> reference.target().equals(target));
      case Write.Delete delete -> false;
      case null -> true;
    };
  }

  private static Refusal missing(Key target) {
    return new Refusal.Precondition(
        "REFERENCE_TARGET_MISSING",
        target.name() + " is referred to but does not exist; expected an existing resource",
        List.of());
  }

  private static Refusal blocked(Key target, List<String> blockers) {
    return new Refusal.Precondition(
        "REFERENCED",
        target.name() + " cannot be deleted: " + blockers.size() + " resource(s) refer to it",
        blockers.subList(0, Math.min(10, blockers.size())));
  }
}
