package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.store.Store.Committed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The answers that were given to requests with an id of their own (AIP-155). They are written by
 * the commit that carries the request out; here they are looked up, and forgotten after a day,
 * while the latest hundred thousand are kept whatever their age.
 */
final class RequestMemory {
  static final Duration KEPT = Duration.ofHours(24);
  static final int LEAST = 100_000;
  private static final int AT_ONCE = 10_000;

  private final JdbcClient jdbc;
  private final String region;

  RequestMemory(JdbcClient jdbc, String region) {
    this.jdbc = jdbc;
    this.region = region;
  }

  /**
   * The answer to an earlier request of this caller and id, with a position that covers what it
   * wrote; refuses when that one asked for something else.
   */
  Optional<Committed<ByteString>> answer(WriteContext context, ByteString digest) {
    return jdbc.sql(
            """
            SELECT digest, answer, pg_current_wal_flush_lsn()::text AS flushed
            FROM request_memory WHERE actor = ? AND request_id = ?""")
        .params(context.actor(), context.requestId())
        .query((found, number) -> answer(context, digest, found))
        .optional();
  }

  private Committed<ByteString> answer(WriteContext context, ByteString digest, ResultSet found)
      throws SQLException {
    if (!ByteString.copyFrom(found.getBytes("digest")).equals(digest)) {
      throw Refusal.invalid(
          "REQUEST_ID_REUSED",
          "x-goten-request-id",
          "request id "
              + context.requestId()
              + " was used for another request; expected a new id, or the same request again");
    }
    Position written =
        new Position(region, LogSequenceNumber.valueOf(found.getString("flushed")).asLong());
    return new Committed<>(ByteString.copyFrom(found.getBytes("answer")), written);
  }

  /** Forgets what is too old, a part of it at a time, and says how much that was. */
  int sweep() {
    return jdbc.sql(
            """
            DELETE FROM request_memory WHERE (actor, request_id) IN (
              SELECT actor, request_id FROM request_memory
              WHERE at < now() - make_interval(secs => ?)
                AND at < (SELECT at FROM request_memory ORDER BY at DESC OFFSET ? LIMIT 1)
              LIMIT ?)""")
        .params((double) KEPT.toSeconds(), LEAST, AT_ONCE)
        .update();
  }
}
