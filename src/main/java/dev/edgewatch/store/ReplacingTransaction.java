package dev.edgewatch.store;

import dev.edgewatch.resource.Position;
import dev.edgewatch.store.Judge.Verdict;
import dev.edgewatch.store.PendingCommit.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Commits {@link Replacement}s in one round trip: a single statement compares the versions, writes
 * the rows that still have them and says which ones these were.
 */
final class ReplacingTransaction implements GroupTransaction {
  private final Connection connection;
  private final String region;
  private final List<Replacement> replacements;
  private boolean commitSent;

  ReplacingTransaction(Connection connection, String region, List<Replacement> replacements) {
    this.connection = connection;
    this.region = region;
    this.replacements = replacements;
  }

  @Override
  public Ended run(List<PendingCommit> sessions) throws SQLException {
    // In the order of the keys, as everybody takes locks. A second session of a row has read what
    // the first one replaces.
    Map<Key, Replacement> byKey = new TreeMap<>(Comparator.naturalOrder());
    replacements.forEach(replacement -> byKey.putIfAbsent(replacement.key(), replacement));
    commitSent = true;
    CommitSql.Replaced replaced = new CommitSql(connection).replace(List.copyOf(byKey.values()));
    Map<PendingCommit, Verdict> verdicts = new LinkedHashMap<>();
    replacements.forEach(
        replacement ->
            verdicts.put(replacement.session(), verdict(replacement, replaced.versions())));
    return new Ended(verdicts, new Outcome.Done(new Position(region, replaced.end())));
  }

  private static Verdict verdict(Replacement replacement, Set<Long> written) {
    PendingCommit session = replacement.session();
    return written.contains(session.version)
        ? new Verdict.Accepted()
        : new Verdict.Again(new Outcome.Outdated(session.floor, replacement.key().name()));
  }

  @Override
  public boolean commitSent() {
    return commitSent;
  }
}
