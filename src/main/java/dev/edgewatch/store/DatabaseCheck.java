package dev.edgewatch.store;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Whether a database can hold a region; says in one sentence what to change when it cannot. */
final class DatabaseCheck {
  private static final int OLDEST = 15;

  private DatabaseCheck() {}

  static void check(StoreSettings settings, DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT current_setting('server_version_num')::int / 10000, current_setting('wal_level'),
                  rolsuper OR rolreplication OR EXISTS (SELECT FROM pg_roles p WHERE p.rolname = 'rds_replication'
                    AND pg_has_role(p.oid, 'member'))
                FROM pg_roles WHERE rolname = current_user""")) {
      found.next();
      if (found.getInt(1) < OLDEST) {
        throw unusable(
            "POSTGRES_TOO_OLD",
            "PostgreSQL is version " + found.getInt(1) + "; expected " + OLDEST + " or newer");
      }
      if (!found.getString(2).equals("logical")) {
        throw unusable(
            "WAL_LEVEL",
            "PostgreSQL runs with wal_level="
                + found.getString(2)
                + "; expected wal_level=logical, set before its start");
      }
      if (!found.getBoolean(3)) {
        throw unusable(
            "REPLICATION_DENIED",
            "database user '"
                + settings.user()
                + "' may not replicate; run ALTER ROLE "
                + settings.user()
                + " REPLICATION");
      }
    } catch (SQLException failed) {
      throw unreachable(settings, failed);
    }
  }

  static RefusalException unreachable(StoreSettings settings, SQLException failed) {
    return new Refusal.Unavailable(
            "DATABASE_UNREACHABLE",
            "cannot use " + settings.jdbcUrl() + ": " + reason(failed),
            Duration.ofSeconds(5))
        .exception();
  }

  static RefusalException unusable(String reason, String message) {
    return new Refusal.Precondition(reason, message, List.of()).exception();
  }

  private static String reason(SQLException failed) {
    Throwable deepest = failed;
    while (deepest.getCause() instanceof SQLException cause) {
      deepest = cause;
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("unknown reason");
  }
}
