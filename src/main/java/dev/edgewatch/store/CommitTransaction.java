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
 * One database transaction that commits several sessions, at {@code READ COMMITTED}: it takes all
 * locks first and looks at the rows afterwards, so it sees the last committed state of everything
 * it locked, and nothing of that can change before it commits. Sessions that do not fit are left
 * out; the rest commits.
 */
final class CommitTransaction {
  private final String region;
  private final CommitSql sql;

  CommitTransaction(Connection connection, String region) {
    this.region = region;
    this.sql = new CommitSql(connection);
  }

  /**
   * Commits what can be committed.
   *
   * @param alone whether the sessions listed rows: such a commit keeps all others of the region
   *     away, because a list also depends on rows that are not there to be locked
   * @return what became of each session; the outcomes are not yet told to anybody
   */
  Map<PendingCommit, Verdict> run(List<PendingCommit> sessions, boolean alone) throws SQLException {
    NavigableSet<Key> keys = new TreeSet<>();
    Set<Long> absent = new TreeSet<>();
    NavigableSet<Key> deletes = new TreeSet<>();
    for (PendingCommit session : sessions) {
      keys.addAll(session.keys());
      session.perhapsAbsent().forEach(key -> absent.add(key.lock()));
      deletes.addAll(session.guardedDeletes());
    }
    Map<Key, Row> rows = sql.lock(keys, absent, alone);
    Judge judge = new Judge(rows, deletes.isEmpty() ? Map.of() : sql.referrers(deletes));
    Map<PendingCommit, Verdict> verdicts = new LinkedHashMap<>();
    List<PendingCommit> accepted = new ArrayList<>(sessions.size());
    for (PendingCommit session : sessions) {
      Verdict verdict = alone && !listsHold(session) ? listChanged(session) : judge.judge(session);
      verdicts.put(session, verdict);
      if (verdict instanceof Verdict.Accepted) {
        accepted.add(session);
      }
    }
    sql.write(new Batch(accepted, rows));
    return verdicts;
  }

  /** Ends the transaction; on return everything accepted is on disk and visible at the position. */
  Outcome.Done commit() throws SQLException {
    return new Outcome.Done(new Position(region, sql.commit()));
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
