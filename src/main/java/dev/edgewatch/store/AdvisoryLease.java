package dev.edgewatch.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * A lease as an advisory lock of a connection of its own: PostgreSQL takes it back when the
 * connection breaks or the process dies, and no clock is involved.
 */
final class AdvisoryLease implements Store.Lease {
  private static final int ANSWER_SECONDS = 5;

  private final Connection connection;

  private AdvisoryLease(Connection connection) {
    this.connection = connection;
  }

  static Optional<Store.Lease> tryTake(StoreSettings settings, String task) throws SQLException {
    Connection connection = connect(settings, task);
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      lock.setLong(1, new Key("lease", task).lock());
      try (ResultSet taken = lock.executeQuery()) {
        taken.next();
        if (taken.getBoolean(1)) {
          return Optional.of(new AdvisoryLease(connection));
        }
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  private static Connection connect(StoreSettings settings, String task) throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, settings.user());
    PGProperty.PASSWORD.set(properties, settings.password());
    PGProperty.CONNECT_TIMEOUT.set(properties, ANSWER_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.APPLICATION_NAME.set(
        properties, "edgewatch " + settings.region() + " " + settings.node() + " " + task);
    return DriverManager.getConnection(settings.jdbcUrl(), properties);
  }

  @Override
  public boolean held() {
    try {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException negative) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      // the lock went with the connection
    }
  }
}
