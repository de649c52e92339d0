package dev.edgewatch.store;

import dev.edgewatch.resource.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.replication.LogSequenceNumber;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The replication slot of one node: PostgreSQL keeps the log for it from where it was last
 * confirmed, also while the connection is lost or PostgreSQL itself restarts. Named by database and
 * node, so a node that is started again finds the slot of its crashed predecessor and replaces it.
 */
final class ReplicationSlot {
  private static final long PATIENCE = Duration.ofSeconds(15).toNanos();

  private final JdbcClient jdbc;
  private final String name;

  ReplicationSlot(JdbcClient jdbc, String node) {
    this.jdbc = jdbc;
    this.name = prefix(jdbc) + node;
  }

  /** What the names of all slots of this database begin with. */
  static String prefix(JdbcClient jdbc) {
    long database =
        jdbc.sql("SELECT oid FROM pg_database WHERE datname = current_database()")
            .query(Long.class)
            .single();
    return "edgewatch_" + database + "_";
  }

  String name() {
    return name;
  }

  /** Makes a new slot and answers the position from which it delivers. */
  long create() {
    drop();
    try {
      String start =
          jdbc.sql("SELECT lsn FROM pg_create_logical_replication_slot(?, 'pgoutput')")
              .param(name)
              .query(String.class)
              .single();
      return LogSequenceNumber.valueOf(start).asLong();
    } catch (DataAccessException failed) {
      throw refusal(failed);
    }
  }

  /** Removes the slot; waits a while for the connection that uses it to end. */
  void drop() {
    long until = System.nanoTime() + PATIENCE;
    while (exists("")) {
      if (exists("AND NOT active")) {
        try {
          jdbc.sql("SELECT pg_drop_replication_slot(?)").param(name).query().listOfRows();
          return;
        } catch (DataAccessException taken) {
          // somebody was faster, in taking it or in dropping it
        }
      }
      if (System.nanoTime() > until) {
        throw new Refusal.Precondition(
                "NODE_IN_USE",
                "replication slot "
                    + name
                    + " is in use; expected a node id that no running node has",
                List.of())
            .exception();
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private boolean exists(String condition) {
    return jdbc.sql("SELECT count(*) FROM pg_replication_slots WHERE slot_name = ? " + condition)
            .param(name)
            .query(Long.class)
            .single()
        > 0;
  }

  private RuntimeException refusal(DataAccessException failed) {
    SQLException cause = SqlRefusal.cause(failed);
    String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    return switch (state) {
      case "42501" ->
          DatabaseCheck.unusable(
              "REPLICATION_DENIED",
              "the database user may not replicate; run ALTER ROLE <user> REPLICATION");
      case "53400" ->
          DatabaseCheck.unusable(
              "NO_REPLICATION_SLOT",
              "all replication slots are in use; raise max_replication_slots");
      default -> failed;
    };
  }
}
