package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.edgewatch.store.Logs.Entry;
import dev.edgewatch.store.Logs.Place;
import dev.edgewatch.store.Logs.Section;
import dev.edgewatch.store.Logs.Series;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds entries of logs. What they share is looked up for each of them. */
record LogReads(JdbcClient jdbc) {
  /** So many series are looked through one by one; if it is more, all that is in the scope is. */
  private static final int FEW = 500;

  private static final String SERIES =
      "SELECT scope, key, traits, common FROM log_series WHERE scope = ? AND key = ANY(?::text[])";
  private static final String WANTED = "SELECT key FROM log_series WHERE scope = ?";
  private static final String WITH_TRAIT = " AND traits && ?::text[]";
  private static final String OLDER = " l.scope = ? AND l.at >= ? AND (l.at, l.key) < (?, ?) ";
  private static final String NEWEST_FIRST =
      " ORDER BY l.at DESC, l.key DESC FETCH FIRST ? ROWS WITH TIES ";
  private static final String OF_SCOPE =
      "SELECT l.*, s.traits, s.common FROM (SELECT * FROM logs l WHERE"
          + OLDER
          + NEWEST_FIRST
          + ") l JOIN log_series s USING (scope, key)"
          + NEWEST_FIRST;
  private static final String OF_SERIES =
      "SELECT l.*, s.traits, s.common FROM unnest(?::text[]) AS k(wanted)"
          + " CROSS JOIN LATERAL (SELECT * FROM logs l WHERE l.key = k.wanted AND"
          + OLDER
          + NEWEST_FIRST
          + ") l JOIN log_series s USING (scope, key)"
          + NEWEST_FIRST;

  List<Series> series(String scope, Collection<String> keys) {
    return jdbc.sql(SERIES).params(scope, texts(keys)).query((row, number) -> series(row)).list();
  }

  List<Entry> newest(Section section) {
    if (section.wanted().isEmpty()) {
      return entries(OF_SCOPE, List.of(), section);
    }
    List<String> keys = wanted(section);
    return keys.size() > FEW
        ? entries(OF_SCOPE, List.of(), section)
        : entries(OF_SERIES, List.of(texts(keys)), section);
  }

  private List<String> wanted(Section section) {
    List<Object> values = new ArrayList<>(List.of(section.scope()));
    for (Set<String> traits : section.wanted()) {
      values.add(texts(traits));
    }
    return jdbc.sql(WANTED + WITH_TRAIT.repeat(section.wanted().size()) + " LIMIT " + (FEW + 1))
        .params(values)
        .query((row, number) -> row.getString("key"))
        .list();
  }

  private static Object texts(Collection<String> texts) {
    return texts.toArray(String[]::new);
  }

  /**
   * @param first values of the statement before those that say how old
   */
  private List<Entry> entries(String statement, List<Object> first, Section section) {
    Place before = section.before();
    List<Object> values = new ArrayList<>(first);
    values.add(section.scope());
    values.add(SqlTimes.of(section.from()));
    values.add(SqlTimes.of(before.at()));
    values.add(before.key());
    values.add(section.atMost());
    values.add(section.atMost());
    return jdbc.sql(statement).params(values).query((row, number) -> entry(row)).list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(series(row), SqlTimes.in(row, "at"), bytes(row, "own"));
  }

  private static Series series(ResultSet row) throws SQLException {
    return new Series(
        row.getString("scope"),
        row.getString("key"),
        Set.of((String[]) row.getArray("traits").getArray()),
        bytes(row, "common"));
  }

  private static ByteString bytes(ResultSet row, String column) throws SQLException {
    return UnsafeByteOperations.unsafeWrap(row.getBytes(column));
  }
}
