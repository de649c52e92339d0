package dev.edgewatch.store;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets what is too old in a table, in parts.
 *
 * @param column the time that counts
 */
record Retention(JdbcClient jdbc, String table, String column, Duration kept) {
  private static final int AT_ONCE = 10_000;
  private static final int TIMES = 50;

  /** Half a million at most; says how much that was. */
  int sweep() {
    int forgotten = 0;
    int last = AT_ONCE;
    for (int left = TIMES; left > 0 && last == AT_ONCE; left--) {
      last = forget();
      forgotten += last;
    }
    return forgotten;
  }

  private int forget() {
    return jdbc.sql(
            "DELETE FROM "
                + table
                + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
                + table
                + " WHERE "
                + column
                + " < now() - make_interval(secs => ?) LIMIT ?))")
        .params((double) kept.toSeconds(), AT_ONCE)
        .update();
  }
}
