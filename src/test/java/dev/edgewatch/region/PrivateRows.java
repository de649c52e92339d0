package dev.edgewatch.region;

import dev.edgewatch.store.StoreSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a region has written down for itself. */
final class PrivateRows {
  private PrivateRows() {}

  /** Whether anything is left to be done. */
  static boolean exist(StoreSettings store) {
    return count(store, PrivateTypes.UNFINISHED.fullName()) > 0;
  }

  static int count(StoreSettings store, String type) {
    try (Connection connection =
            DriverManager.getConnection(store.jdbcUrl(), store.user(), store.password());
        Statement select = connection.createStatement();
        ResultSet found =
            select.executeQuery("SELECT count(*) FROM resources WHERE type = '" + type + "'")) {
      found.next();
      return found.getInt(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Changes rows of a region that is down. */
  static void change(StoreSettings store, String sql) {
    try (Connection connection =
            DriverManager.getConnection(store.jdbcUrl(), store.user(), store.password());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
