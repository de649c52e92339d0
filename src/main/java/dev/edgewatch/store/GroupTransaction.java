package dev.edgewatch.store;

import dev.edgewatch.store.Judge.Verdict;
import dev.edgewatch.store.PendingCommit.Outcome;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * One database transaction, at {@code READ COMMITTED}, that commits several sessions. Those that do
 * not fit are left out; the rest commits.
 */
interface GroupTransaction {

  /** Commits what can be committed; on return that is on disk, and nobody has been told yet. */
  Ended run(List<PendingCommit> sessions) throws SQLException;

  /** Whether the commit was sent: a connection that breaks after it leaves the outcome unknown. */
  boolean commitSent();

  /** What became of each session, and where the accepted ones are visible. */
  record Ended(Map<PendingCommit, Verdict> verdicts, Outcome.Done done) {}
}
