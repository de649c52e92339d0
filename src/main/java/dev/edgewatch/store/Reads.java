package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.edgewatch.api.annotations.DeleteBehavior;
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

  private static final String REFERRERS =
      """
      SELECT r.type, r.name, target_type, target_name, behavior
      FROM unnest(?::text[], ?::text[]) AS k(target_type, target_name)
      JOIN resource_references r USING (target_type, target_name) WHERE behavior = ANY(?::text[])
      ORDER BY behavior <> 'BLOCK', r.type, r.name LIMIT ?""";

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
            "SELECT name, version, data FROM resources WHERE type = ? AND name >= ? AND name < ?"
                + " ORDER BY name")
        .params(type, namePrefix, namePrefix + LAST)
        .query(
            (ResultSet found) -> {
              rows.put(found.getString("name"), row(found));
            });
    return rows;
  }

  /** Who refers to any of these with one of these behaviors, blocking ones first. */
  List<Referrer> referrers(
      Collection<Key> targets, Collection<DeleteBehavior> behaviors, int atMost) {
    return jdbc.sql(REFERRERS)
        .params(
            types(targets),
            names(targets),
            behaviors.stream().map(DeleteBehavior::name).toArray(String[]::new),
            atMost)
        .query((found, number) -> referrer(found))
        .list();
  }

  private static Referrer referrer(ResultSet found) throws SQLException {
    Key target = new Key(found.getString("target_type"), found.getString("target_name"));
    return new Referrer(
        key(found), new Reference(target, DeleteBehavior.valueOf(found.getString("behavior"))));
  }

  List<String> namesBelow(String type, String name, String after, int atMost) {
    String prefix = name + "/";
    return jdbc.sql(
            """
            SELECT name FROM resources
            WHERE type = ? AND name >= ? AND name < ? AND name > ? ORDER BY name LIMIT ?""")
        .params(type, prefix, prefix + LAST, after, atMost)
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
