package dev.edgewatch.store;

import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Follower.Loaded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Reads all resources of a type as one moment saw them, and says exactly which transactions that
 * moment contains.
 */
final class DatabaseLoad implements FeedLoad {
  private static final int ROWS_AT_ONCE = 2000;
  private static final String ROWS =
      "SELECT name, version, data FROM resources WHERE type = ? AND name >= ? AND name < ?";

  private final DataSource database;

  DatabaseLoad(DataSource database) {
    this.database = database;
  }

  @Override
  public Loaded run(ResourceType type, String namePrefix, Consumer<Resource> onLoad) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Loaded loaded = begin(connection);
        readRows(connection, type, namePrefix, onLoad);
        return loaded;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException failed) {
      throw SqlRefusal.of(failed);
    }
  }

  private static Loaded begin(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT pg_current_snapshot()::text, pg_current_wal_insert_lsn()::text")) {
      found.next();
      return new Loaded(
          Snapshot.parse(found.getString(1)),
          LogSequenceNumber.valueOf(found.getString(2)).asLong());
    }
  }

  private static void readRows(
      Connection connection, ResourceType type, String namePrefix, Consumer<Resource> onLoad)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ROWS)) {
      select.setFetchSize(ROWS_AT_ONCE);
      select.setString(1, type.fullName());
      select.setString(2, namePrefix);
      select.setString(3, namePrefix + Reads.LAST);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          onLoad.accept(new Resource(type, found.getString("name"), Reads.row(found).data()));
        }
      }
    }
  }
}
