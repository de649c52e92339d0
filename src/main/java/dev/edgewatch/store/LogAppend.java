package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import dev.edgewatch.store.Logs.Entry;
import dev.edgewatch.store.Logs.Series;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds entries to the logs, and their series where they are new, in one transaction. */
record LogAppend(Connection connection, List<Entry> entries) {
  private static final String SERIES =
      """
      INSERT INTO log_series (scope, key, traits, common)
      SELECT scope, key, string_to_array(traits, E'\\n'), common
      FROM unnest(?::text[], ?::text[], ?::text[], ?::bytea[]) AS new(scope, key, traits, common)
      ON CONFLICT DO NOTHING""";

  /** Once a day for each, so that it is hardly ever written. */
  private static final String SEEN =
      """
      UPDATE log_series SET seen = now() FROM unnest(?::text[], ?::text[]) AS used(scope, key)
      WHERE log_series.scope = used.scope AND log_series.key = used.key
        AND seen < now() - interval '1 day'""";

  private static final String ENTRIES =
      """
      INSERT INTO logs (scope, key, at, own)
      SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::bytea[])""";

  void run() throws SQLException {
    connection.setAutoCommit(false);
    try {
      Collection<Series> used = series();
      try (PreparedStatement series = connection.prepareStatement(SERIES);
          PreparedStatement seen = connection.prepareStatement(SEEN);
          PreparedStatement added = connection.prepareStatement(ENTRIES)) {
        set(series, 1, "text", used, Series::scope);
        set(series, 2, "text", used, Series::key);
        set(series, 3, "text", used, each -> String.join("\n", each.traits()));
        set(series, 4, "bytea", used, each -> bytes(each.common()));
        series.executeUpdate();
        set(seen, 1, "text", used, Series::scope);
        set(seen, 2, "text", used, Series::key);
        seen.executeUpdate();
        set(added, 1, "text", entries, entry -> entry.series().scope());
        set(added, 2, "text", entries, entry -> entry.series().key());
        set(added, 3, "timestamptz", entries, entry -> entry.at().toString());
        set(added, 4, "bytea", entries, entry -> bytes(entry.own()));
        added.executeUpdate();
      }
    } catch (SQLException | RuntimeException failed) {
      connection.rollback();
      throw failed;
    }
    commit();
  }

  /** What was sent and not answered may be on disk. */
  private void commit() throws SQLException {
    try {
      connection.commit();
    } catch (SQLException failed) {
      throw SqlRefusal.connectionLost(failed) ? SqlRefusal.unknownOutcome() : SqlRefusal.of(failed);
    }
  }

  /** Each once and always in the same order, so that no two appends wait for each other. */
  private Collection<Series> series() {
    TreeMap<String, Series> byKey = new TreeMap<>();
    entries.forEach(
        entry -> byKey.put(entry.series().scope() + '/' + entry.series().key(), entry.series()));
    return byKey.values();
  }

  private static byte[] bytes(ByteString bytes) {
    return bytes.toByteArray();
  }

  private <T> void set(
      PreparedStatement statement,
      int parameter,
      String type,
      Collection<T> rows,
      Function<T, Object> column)
      throws SQLException {
    Object[] values = rows.stream().map(column).toArray();
    Object array =
        type.equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values;
    statement.setArray(parameter, connection.createArrayOf(type, (Object[]) array));
  }
}
