package dev.edgewatch.store;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.store.Dependents.Dependent;
import dev.edgewatch.store.PendingCommit.Outcome.Outdated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which of the sessions of one database transaction may commit together. The rows it is
 * given are locked, so what it finds holds until the commit. Sessions are judged one after the
 * other, each as if those accepted before had committed.
 */
final class Judge {
  /** How many of those who keep something from being deleted are told. */
  static final int NAMED = 10;

  private final Map<Key, Row> rows;
  private final Dependents dependents;
  private final Set<Key> answered;
  private final Set<Key> written = new HashSet<>();
  private final Set<Key> targeted = new HashSet<>();
  private final List<PendingCommit> accepted = new ArrayList<>();

  /**
   * @param dependents of the resources that are to be deleted
   * @param answered those of the requests to be remembered that already are
   */
  Judge(Map<Key, Row> rows, Dependents dependents, Set<Key> answered) {
    this.rows = rows;
    this.dependents = dependents;
    this.answered = answered;
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
      accepted.add(session);
    }
    return verdict;
  }

  /** Those to be committed, in the order in which they were accepted. */
  List<PendingCommit> accepted() {
    return accepted;
  }

  private Verdict examine(PendingCommit session) {
    if (session.remembered.isPresent()) {
      Key request = session.remembered.get().key();
      if (answered.contains(request)) {
        return again(session, "request " + request.name());
      }
      if (accepted.stream().anyMatch(other -> isSameRequest(other, request))) {
        return new Verdict.Later();
      }
    }
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
    for (Write.Delete delete : session.guardedDeletes()) {
      Optional<Verdict> verdict =
          row(delete.key()).exists() ? guard(session, delete) : Optional.empty();
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return new Verdict.Accepted();
  }

  private static boolean isSameRequest(PendingCommit other, Key request) {
    return other.remembered.map(Remembered::key).filter(request::equals).isPresent();
  }

  /** Who was accepted before and has read it may have made something below it. */
  private Optional<Verdict> guard(PendingCommit session, Write.Delete delete) {
    List<Dependent> binding = dependents.bindingTo(delete);
    if (accepted.stream().anyMatch(other -> other.read.containsKey(delete.key()))
        || binding.stream().anyMatch(dependent -> written.contains(dependent.key()))) {
      return Optional.of(new Verdict.Later());
    }
    List<Dependent> left =
        binding.stream()
            .filter(dependent -> stillDepends(session, dependent, delete))
            .sorted(Comparator.comparing(Dependent::key))
            .toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        delete.asked()
            ? again(session, delete.key().name())
            : new Verdict.Refused(blocked(delete.key(), left)));
  }

  private static Verdict again(PendingCommit session, String changed) {
    return new Verdict.Again(new Outdated(session.floor, changed));
  }

  private Row row(Key key) {
    return rows.getOrDefault(key, Row.ABSENT);
  }

  private boolean existsAfter(PendingCommit session, Key key) {
    return switch (session.writes.get(key)) {
      case Write.Save save -> true;
      case Write.Delete delete -> false;
      case Write.DeleteCopy copy -> false;
      case null -> row(key).exists();
    };
  }

  private static boolean stillDepends(
      PendingCommit session, Dependent dependent, Write.Delete delete) {
    return switch (session.writes.get(dependent.key())) {
      case Write.Save save ->
          !dependent.refers()
              || save.references().stream()
                  .filter(
                      reference -> reference.actsAtOnce() || delete.left() == Write.Left.NOTHING)
                  .anyMatch(reference -> reference.target().equals(delete.key()));
      case Write.Delete deleted -> false;
      case Write.DeleteCopy copy -> false;
      case null -> true;
    };
  }

  private static Refusal missing(Key target) {
    return new Refusal.Precondition(
        "REFERENCE_TARGET_MISSING",
        target.name() + " is referred to but does not exist; expected an existing resource",
        List.of());
  }

  private static Refusal blocked(Key target, List<Dependent> left) {
    boolean referred = left.getFirst().refers();
    return new Refusal.Precondition(
        referred ? "REFERENCED" : "NOT_EMPTY",
        target.name()
            + " cannot be deleted: "
            + left.size()
            + (referred ? " resource(s) refer to it" : " resource(s) are below it"),
        left.stream().map(dependent -> dependent.key().name()).limit(NAMED).toList());
  }
}
