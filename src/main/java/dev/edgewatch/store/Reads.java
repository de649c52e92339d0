package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The questions asked to the tables, each one statement. What they answer depends on the
 * transaction they run in, if any.
 */
final class Reads {
  /**
   * Greater than every character of a name: {@code prefix + LAST} ends the names that start with
   * the prefix.
   */
  static final String LAST = "\uDBFF\uDFFF";

  private static final String ROWS =
      """
      SELECT type, name, version, data FROM unnest(?::text[], ?::text[]) AS k(type, name)
      JOIN resources USING (type, name)""";

  private final JdbcClient jdbc;

  Reads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Row> row(Key key) {
    return jdbc.sql("SELECT version, data FROM resources WHERE type = ? AND name = ?")
        .params(key.type(), key.name())
        .query((found, number) -> row(found))
        .optional();
  }

  /** The rows that exist among these. */
  Map<Key, Row> rows(Collection<Key> keys) {
    Map<Key, Row> rows = new HashMap<>();
    jdbc.sql(ROWS)
        .params(types(keys), names(keys))
        .query(
            (ResultSet found) -> {
              rows.put(key(found), row(found));
            });
    return rows;
  }

  /** All rows of a type under a prefix, by name. */
  Map<String, Row> list(String type, String namePrefix) {
    Map<String, Row> rows = new TreeMap<>();
    jdbc.sql(
            "SELECT name, version, data FROM resources WHERE type = ? AND name >= ? AND name < ? ORDER BY name")
        .params(type, namePrefix, namePrefix + LAST)
        .query(
            (ResultSet found) -> {
              rows.put(found.getString("name"), row(found));
            });
    return rows;
  }

  /** Names of those who refer to a target with a blocking reference. */
  List<String> blockers(Key target, int atMost) {
    return jdbc.sql(
            """
            SELECT DISTINCT name FROM resource_references
            WHERE target_type = ? AND target_name = ? AND behavior = 'BLOCK' ORDER BY name LIMIT ?""")
        .params(target.type(), target.name(), atMost)
        .query((found, number) -> found.getString("name"))
        .list();
  }

  static Key key(ResultSet found) throws SQLException {
    return new Key(found.getString("type"), found.getString("name"));
  }

  static Row row(ResultSet found) throws SQLException {
    return new Row(found.getLong("version"), bytes(found));
  }

  private static ByteString bytes(ResultSet found) throws SQLException {
    return UnsafeByteOperations.unsafeWrap(found.getBytes("data"));
  }

  static String[] types(Collection<Key> keys) {
    return keys.stream().map(Key::type).toArray(String[]::new);
  }

  static String[] names(Collection<Key> keys) {
    return keys.stream().map(Key::name).toArray(String[]::new);
  }
}
