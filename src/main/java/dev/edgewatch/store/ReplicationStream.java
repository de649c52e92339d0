package dev.edgewatch.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.copy.CopyDual;

/**
 * A connection that receives the change log (PostgreSQL manual, "Streaming Replication Protocol").
 * The protocol is spoken here and not by the driver's replication stream, because that one hides
 * the keepalives, and they are what tells that the log has advanced without changes of ours.
 * Reading blocks; nothing is polled.
 */
final class ReplicationStream implements AutoCloseable {
  /**
   * The server says something at least twice in this time, whatever its own settings are, and wants
   * an answer.
   */
  private static final String SERVER_OPTIONS = "-c wal_sender_timeout=8s";

  private static final int SILENT_SECONDS = 12;

  private final Connection connection;
  private final CopyDual copy;

  private ReplicationStream(Connection connection, CopyDual copy) {
    this.connection = connection;
    this.copy = copy;
  }

  /** What arrived. Log sequence numbers, compared unsigned. */
  sealed interface Message {
    record Logged(ByteBuffer payload) implements Message {}

    /** Everything before {@code end} has been sent. */
    record Keepalive(long end, boolean answerWanted) implements Message {}
  }

  /** Starts behind {@code from}, or where the slot was last confirmed when that is later. */
  static ReplicationStream open(StoreSettings settings, String slot, long from)
      throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, settings.user());
    PGProperty.PASSWORD.set(properties, settings.password());
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "15");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.APPLICATION_NAME.set(properties, slot);
    PGProperty.CONNECT_TIMEOUT.set(properties, 5);
    PGProperty.SOCKET_TIMEOUT.set(properties, SILENT_SECONDS);
    PGProperty.OPTIONS.set(properties, SERVER_OPTIONS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    Connection connection = DriverManager.getConnection(settings.jdbcUrl(), properties);
    try {
      CopyDual copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyDual(
                  "START_REPLICATION SLOT %s LOGICAL %X/%X (proto_version '1', publication_names 'edgewatch_changes', messages 'true')"
                      .formatted(slot, from >>> 32, from & 0xFFFFFFFFL));
      return new ReplicationStream(connection, copy);
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  /**
   * Blocks until something arrives. Fails when the server is silent; the driver cannot go on
   * reading after that.
   */
  Message read() throws SQLException {
    byte[] bytes = copy.readFromCopy(true);
    if (bytes == null) {
      throw new SQLException("the server ended the replication", "08006");
    }
    ByteBuffer message = ByteBuffer.wrap(bytes);
    return switch (message.get()) {
      case 'w' -> new Message.Logged(message.position(25).slice());
      case 'k' -> new Message.Keepalive(message.getLong(1), message.get(17) != 0);
      default -> throw new SQLException("unknown replication message " + bytes[0], "08P01");
    };
  }

  /** Tells the server that everything before {@code position} is not needed again. */
  void confirm(long position) throws SQLException {
    byte[] status =
        ByteBuffer.allocate(34)
            .put((byte) 'r')
            .putLong(position)
            .putLong(position)
            .putLong(position)
            .putLong(0)
            .put((byte) 0)
            .array();
    copy.writeToCopy(status, 0, status.length);
    copy.flushCopy();
  }

  /** Breaks the connection; a blocked {@link #read} fails. */
  @Override
  public void close() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException broken) {
      // it is gone already
    }
  }
}
