package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The {@link AuditLog} of a database. Also forgets what is older than it is to be kept. */
final class PostgresAuditLog implements AuditLog {
  private static final String CHANGES =
      """
      SELECT type, name, version, ordinal, before, after, actor, request_id, call, at FROM change_log
      WHERE scope = ? AND starts_with(type, ?) AND at >= ? AND at < ?
      ORDER BY at DESC FETCH FIRST ? ROWS WITH TIES""";
  private static final String CALLS =
      """
      SELECT id, scope, call, at FROM call_log WHERE scope = ? AND at >= ? AND at < ?
      ORDER BY at DESC FETCH FIRST ? ROWS WITH TIES""";
  private static final String ADD =
      """
      INSERT INTO call_log (scope, at, call)
      SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::bytea[])""";

  private final DataSource database;
  private final JdbcClient jdbc;
  private final Retention changes;
  private final Retention calls;

  PostgresAuditLog(DataSource database, Duration kept) {
    this.database = database;
    this.jdbc = JdbcClient.create(database);
    this.changes = new Retention(jdbc, "change_log", "at", kept);
    this.calls = new Retention(jdbc, "call_log", "at", kept);
  }

  @Override
  public List<LoggedChange> changes(Section section) {
    return found(
        jdbc.sql(CHANGES)
            .params(
                section.scope(),
                section.types(),
                SqlTimes.of(section.from()),
                SqlTimes.of(section.before()),
                section.atMost()),
        (row, number) ->
            new LoggedChange(
                Reads.key(row),
                row.getLong("version"),
                row.getInt("ordinal"),
                bytes(row, "before"),
                bytes(row, "after"),
                row.getString("actor"),
                row.getString("request_id"),
                bytes(row, "call"),
                SqlTimes.in(row, "at")));
  }

  @Override
  public List<LoggedCall> calls(Section section) {
    return found(
        jdbc.sql(CALLS)
            .params(
                section.scope(),
                SqlTimes.of(section.from()),
                SqlTimes.of(section.before()),
                section.atMost()),
        (row, number) ->
            new LoggedCall(
                row.getLong("id"),
                row.getString("scope"),
                ByteString.copyFrom(row.getBytes("call")),
                SqlTimes.in(row, "at")));
  }

  private static <T> List<T> found(JdbcClient.StatementSpec asked, RowMapper<T> mapper) {
    try {
      return asked.query(mapper).list();
    } catch (DataAccessException failed) {
      SQLException cause = SqlRefusal.cause(failed);
      throw cause == null ? failed : SqlRefusal.of(cause);
    }
  }

  @Override
  public void add(List<LoggedCall> calls) {
    try (Connection connection = database.getConnection();
        PreparedStatement add = connection.prepareStatement(ADD)) {
      add.setArray(
          1, connection.createArrayOf("text", calls.stream().map(LoggedCall::scope).toArray()));
      add.setArray(
          2,
          connection.createArrayOf(
              "timestamptz", calls.stream().map(call -> call.at().toString()).toArray()));
      add.setArray(
          3,
          connection.createArrayOf(
              "bytea",
              calls.stream().map(call -> call.call().toByteArray()).toArray(byte[][]::new)));
      add.executeUpdate();
    } catch (SQLException failed) {
      throw SqlRefusal.of(failed);
    }
  }

  /** Forgets what is too old and says how much that was. */
  int sweep() {
    return changes.sweep() + calls.sweep();
  }

  private static Optional<ByteString> bytes(ResultSet row, String column) throws SQLException {
    byte @Nullable [] found = row.getBytes(column);
    return Optional.ofNullable(found).map(ByteString::copyFrom);
  }
}
