package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import dev.edgewatch.store.Judge.Verdict;
import dev.edgewatch.store.PendingCommit.Outcome;
import dev.edgewatch.store.PendingCommit.Outcome.Outdated;
import dev.edgewatch.store.RecordingSession.ListRead;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Commits sessions of any kind: takes all locks first and looks at the rows afterwards, so it sees
 * the last committed state of everything it locked, and nothing of that can change before it
 * commits.
 */
final class CommitTransaction implements GroupTransaction {
  private final String region;
  private final CommitSql sql;
  private final boolean alone;
  private boolean commitSent;

  /**
   * @param alone whether the sessions listed rows: such a commit keeps all others of the region
   *     away, because a list also depends on rows that are not there to be locked
   */
  CommitTransaction(Connection connection, String region, boolean alone) {
    this.region = region;
    this.sql = new CommitSql(connection);
    this.alone = alone;
  }

  @Override
  public Ended run(List<PendingCommit> sessions) throws SQLException {
    Map<PendingCommit, Verdict> verdicts = write(sessions);
    commitSent = true;
    return new Ended(verdicts, new Outcome.Done(new Position(region, sql.commit())));
  }

  @Override
  public boolean commitSent() {
    return commitSent;
  }

  private Map<PendingCommit, Verdict> write(List<PendingCommit> sessions) throws SQLException {
    NavigableSet<Key> keys = new TreeSet<>();
    Set<Long> absent = new TreeSet<>();
    List<Write.Delete> deletes = new ArrayList<>();
    List<Key> requests = new ArrayList<>();
    for (PendingCommit session : sessions) {
      keys.addAll(session.keys());
      session.perhapsAbsent().forEach(key -> absent.add(key.lock()));
      deletes.addAll(session.guardedDeletes());
      if (session.remembered.isPresent()) {
        absent.add(session.remembered.get().lock());
        requests.add(session.remembered.get().key());
      }
    }
    Map<Key, Row> rows = sql.lock(keys, absent, alone);
    Judge judge = new Judge(rows, dependents(deletes, keys.size()), answered(requests));
    Map<PendingCommit, Verdict> verdicts = new LinkedHashMap<>();
    for (PendingCommit session : sessions) {
      verdicts.put(
          session, alone && !listsHold(session) ? listChanged(session) : judge.judge(session));
    }
    sql.write(new Batch(judge.accepted(), rows));
    return verdicts;
  }

  /**
   * More of them than rows of this transaction, so that some are found that nobody here deletes, if
   * there are any.
   */
  private Dependents dependents(List<Write.Delete> deletes, int rows) throws SQLException {
    return deletes.isEmpty() ? Dependents.NONE : sql.dependents(deletes, rows + Judge.NAMED);
  }

  private Set<Key> answered(List<Key> requests) throws SQLException {
    return requests.isEmpty() ? Set.of() : sql.remembered(requests);
  }

  private boolean listsHold(PendingCommit session) throws SQLException {
    for (ListRead list : session.lists) {
      Map<String, Long> before = new LinkedHashMap<>();
      list.rows().forEach((name, row) -> before.put(name, row.version()));
      if (!sql.versions(list.type(), list.namePrefix()).equals(before)) {
        return false;
      }
    }
    return true;
  }

  private static Verdict listChanged(PendingCommit session) {
    ListRead first = session.lists.getFirst();
    return new Verdict.Again(
        new Outdated(session.floor, first.type() + " under '" + first.namePrefix() + "'"));
  }
}
