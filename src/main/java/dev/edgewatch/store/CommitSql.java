package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * The statements of a {@link CommitTransaction}. Several statements in one text travel in one round
 * trip, each still with its own view of the data: what follows a lock sees what was committed
 * before the lock was given.
 */
final class CommitSql {
  /** Everybody's lock: shared by ordinary commits, exclusive to a commit that depends on a list. */
  private static final String SHARED = "SELECT pg_advisory_xact_lock_shared(21073, 1);";

  private static final String EXCLUSIVE = "SELECT pg_advisory_xact_lock(21073, 1);";
  private static final String ABSENT =
      "SELECT pg_advisory_xact_lock(k) FROM unnest(?::bigint[]) k;";
  private static final String ROWS =
      """
      SELECT r.type, r.name, r.version, r.data FROM unnest(?::text[], ?::text[]) AS k(type, name)
      JOIN resources r USING (type, name) ORDER BY r.type, r.name FOR UPDATE OF r""";
  private static final String REMEMBERED =
      """
      SELECT actor, request_id FROM unnest(?::text[], ?::text[]) AS k(actor, request_id)
      JOIN request_memory USING (actor, request_id)""";
  private static final String VERSIONS =
      "SELECT name, version FROM resources WHERE type = ? AND name >= ? AND name < ? ORDER BY name";
  private static final String SAVE =
      """
      INSERT INTO resources (type, name, version, data)
      SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bytea[])
      ON CONFLICT (type, name) DO UPDATE SET version = excluded.version, data = excluded.data;""";
  private static final String LOG =
      """
      INSERT INTO change_log (type, name, version, ordinal, before, after, actor, request_id, call)
      SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::int[], ?::bytea[], ?::bytea[], ?::text[], ?::text[], ?::bytea[]);""";

  /** See {@link LogMessage}. */
  private static final String TELL =
      "SELECT pg_logical_emit_message(true, 'edgewatch', m) FROM unnest(?::bytea[]) m";

  /**
   * Takes the rows in the order of the arrays; a row that somebody else is changing is waited for.
   */
  private static final String REPLACE =
      """
      WITH replaced AS (
        UPDATE resources r SET version = w.version, data = w.after
        FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])
          AS w(type, name, expected, version, before, after, actor, request_id, call, message)
        WHERE r.type = w.type AND r.name = w.name AND r.version = w.expected
        RETURNING w.*
      ), logged AS (
        INSERT INTO change_log (type, name, version, ordinal, before, after, actor, request_id, call)
        SELECT type, name, version, 0, before, after, actor, request_id, call FROM replaced
      ), told AS (
        SELECT pg_logical_emit_message(true, 'edgewatch', string_agg(message, '')) FROM replaced HAVING count(*) > 0
      )
      SELECT version FROM replaced CROSS JOIN told;""";

  private static final String DELETE =
      "DELETE FROM resources r USING unnest(?::text[], ?::text[]) AS k(type, name) WHERE r.type ="
          + " k.type AND r.name = k.name";
  private static final String DELETE_REFERENCES =
      """
      DELETE FROM resource_references r USING unnest(?::text[], ?::text[]) AS k(type, name)
      WHERE r.type = k.type AND r.name = k.name""";
  private static final String INSERT_REFERENCES =
      """
      INSERT INTO resource_references (type, name, target_type, target_name, behavior)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])""";
  private static final String REMEMBER =
      """
      INSERT INTO request_memory (actor, request_id, digest, answer)
      SELECT * FROM unnest(?::text[], ?::text[], ?::bytea[], ?::bytea[])""";
  private static final String COMMIT = "COMMIT; SELECT pg_current_wal_flush_lsn()";

  private final Connection connection;

  CommitSql(Connection connection) {
    this.connection = connection;
  }

  /**
   * Waits until no commit of the region is under way and lets none begin before this transaction
   * ends.
   */
  void keepAllAway() throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(EXCLUSIVE)) {
      lock.execute();
    }
  }

  /** Takes all locks, always in the same order, and reads the rows. */
  Map<Key, Row> lock(Collection<Key> keys, Collection<Long> absent, boolean alone)
      throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement((alone ? EXCLUSIVE : SHARED) + ABSENT + ROWS)) {
      lock.setArray(1, connection.createArrayOf("bigint", absent.toArray()));
      bindKeys(lock, 2, keys);
      lock.execute();
      lock.getMoreResults();
      lock.getMoreResults();
      Map<Key, Row> rows = new HashMap<>();
      try (ResultSet found = lock.getResultSet()) {
        while (found.next()) {
          rows.put(Reads.key(found), Reads.row(found));
        }
      }
      return rows;
    }
  }

  /**
   * Who depends on what is deleted: of each kind, and of each deleted one, up to {@code atMost}.
   */
  Dependents dependents(List<Write.Delete> deletes, int atMost) throws SQLException {
    return new DependentsSql(connection, atMost).of(deletes);
  }

  /** Those of these requests, by actor and id, whose answer is remembered. */
  Set<Key> remembered(List<Key> requests) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(REMEMBERED)) {
      bindKeys(select, 1, requests);
      Set<Key> answered = new HashSet<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          answered.add(new Key(found.getString(1), found.getString(2)));
        }
      }
      return answered;
    }
  }

  Map<String, Long> versions(String type, String namePrefix) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
      select.setString(1, type);
      select.setString(2, namePrefix);
      select.setString(3, namePrefix + Reads.LAST);
      Map<String, Long> versions = new LinkedHashMap<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          versions.put(found.getString(1), found.getLong(2));
        }
      }
      return versions;
    }
  }

  void write(Batch batch) throws SQLException {
    if (!batch.remembered.isEmpty()) {
      remember(batch.remembered);
    }
    if (batch.changesNothing()) {
      return;
    }
    if (!batch.deleted.isEmpty()) {
      update(DELETE, keys(batch.deleted));
    }
    if (!batch.referencesChanged.isEmpty()) {
      update(DELETE_REFERENCES, keys(batch.referencesChanged));
    }
    if (!batch.references.isEmpty()) {
      List<Key> targets = batch.references.stream().map(Reference::target).toList();
      update(
          INSERT_REFERENCES,
          array("text", Reads.types(batch.referrers)),
          array("text", Reads.names(batch.referrers)),
          array("text", Reads.types(targets)),
          array("text", Reads.names(targets)),
          array(
              "text",
              batch.references.stream()
                  .map(reference -> reference.behavior().name())
                  .toArray(String[]::new)));
    }
    update(
        SAVE + LOG + TELL,
        array("text", Reads.types(batch.saved.keys)),
        array("text", Reads.names(batch.saved.keys)),
        array("bigint", batch.saved.versions.toArray(Long[]::new)),
        array("bytea", batch.saved.data.toArray(byte[][]::new)),
        array("text", Reads.types(batch.log.keys)),
        array("text", Reads.names(batch.log.keys)),
        array("bigint", batch.log.versions.toArray(Long[]::new)),
        array("int", batch.log.ordinals.toArray(Integer[]::new)),
        array("bytea", batch.log.before.toArray(byte[][]::new)),
        array("bytea", batch.log.after.toArray(byte[][]::new)),
        array("text", batch.log.actors.toArray(String[]::new)),
        array("text", batch.log.requests.toArray(String[]::new)),
        array("bytea", batch.log.calls.toArray(byte[][]::new)),
        array("bytea", batch.log.messages.toArray(byte[][]::new)));
  }

  private void remember(List<Remembered> answers) throws SQLException {
    update(
        REMEMBER,
        array("text", answers.stream().map(Remembered::actor).toArray(String[]::new)),
        array("text", answers.stream().map(Remembered::requestId).toArray(String[]::new)),
        array(
            "bytea",
            answers.stream().map(answer -> answer.digest().toByteArray()).toArray(byte[][]::new)),
        array(
            "bytea",
            answers.stream().map(answer -> answer.answer().toByteArray()).toArray(byte[][]::new)));
  }

  /** Commits, and answers the end of the log that is on disk then: at or after the commit. */
  long commit() throws SQLException {
    try (PreparedStatement commit = connection.prepareStatement(COMMIT)) {
      commit.execute();
      return flushed(commit);
    }
  }

  private static long flushed(PreparedStatement commit) throws SQLException {
    commit.getMoreResults();
    try (ResultSet flushed = commit.getResultSet()) {
      flushed.next();
      return LogSequenceNumber.valueOf(flushed.getString(1)).asLong();
    }
  }

  /** Versions of the rows that were replaced, and the end of the log that is on disk then. */
  record Replaced(Set<Long> versions, long end) {}

  /**
   * Replaces the rows that still have the version that was read, and commits; all in one round
   * trip.
   */
  Replaced replace(List<Replacement> replacements) throws SQLException {
    try (PreparedStatement replace = connection.prepareStatement(SHARED + REPLACE + COMMIT)) {
      List<Key> keys = replacements.stream().map(Replacement::key).toList();
      bindKeys(replace, 1, keys);
      replace.setArray(3, array("bigint", column(replacements, each -> each.before().version())));
      replace.setArray(4, array("bigint", column(replacements, each -> each.session().version)));
      replace.setArray(5, array("bytea", bytes(replacements, each -> each.before().data())));
      replace.setArray(6, array("bytea", bytes(replacements, each -> each.save().data())));
      replace.setArray(
          7, array("text", column(replacements, each -> each.session().context.actor())));
      replace.setArray(
          8, array("text", column(replacements, each -> each.session().context.requestId())));
      replace.setArray(9, array("bytea", calls(replacements)));
      replace.setArray(
          10,
          array("bytea", replacements.stream().map(Replacement::message).toArray(byte[][]::new)));
      replace.execute();
      replace.getMoreResults();
      Set<Long> versions = new HashSet<>();
      try (ResultSet replaced = replace.getResultSet()) {
        while (replaced.next()) {
          versions.add(replaced.getLong(1));
        }
      }
      replace.getMoreResults();
      return new Replaced(versions, flushed(replace));
    }
  }

  private static byte[] @Nullable [] calls(List<Replacement> replacements) {
    return replacements.stream()
        .map(each -> each.session().context.call().map(ByteString::toByteArray).orElse(null))
        .toArray(byte[][]::new);
  }

  private static <T> Object[] column(List<T> rows, Function<T, Object> value) {
    return rows.stream().map(value).toArray();
  }

  private static <T> byte[][] bytes(List<T> rows, Function<T, ByteString> value) {
    return rows.stream().map(row -> value.apply(row).toByteArray()).toArray(byte[][]::new);
  }

  private Array[] keys(Collection<Key> keys) throws SQLException {
    return new Array[] {array("text", Reads.types(keys)), array("text", Reads.names(keys))};
  }

  private void bindKeys(PreparedStatement statement, int at, Collection<Key> keys)
      throws SQLException {
    statement.setArray(at, array("text", Reads.types(keys)));
    statement.setArray(at + 1, array("text", Reads.names(keys)));
  }

  private Array array(String type, @Nullable Object[] elements) throws SQLException {
    return connection.createArrayOf(type, elements);
  }

  private void update(String text, Array... arrays) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < arrays.length; i++) {
        statement.setArray(i + 1, arrays[i]);
      }
      statement.execute();
    }
  }
}
