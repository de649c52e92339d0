package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Position;
import java.time.Duration;
import java.util.Optional;

/**
 * The resources of one region, durable in PostgreSQL.
 *
 * <p>Atomicity: all that a session writes becomes visible in one commit, together with its
 * change-log rows, its reference rows and its request id, or not at all. Isolation: sessions are
 * strictly serializable; what a session read is validated at commit and the work is run again as a
 * whole when it no longer holds, until retries run out and the caller is refused with {@code
 * ABORTED}. Durability: when {@link #snapshot} returns, the write is on disk. All methods may be
 * called from any thread and block; call them from virtual threads.
 */
public interface Store extends AutoCloseable {

  /** Runs {@code work}, which may run several times, and commits what it wrote. */
  <T> Committed<T> snapshot(WriteContext context, SessionWork<T> work);

  /**
   * The same for a request that must not be carried out twice (AIP-155): its answer is remembered
   * in the same commit, for 24 hours at least, and given again to the same caller when he repeats
   * the request id. Refuses with INVALID_ARGUMENT an id that was used for another request. Refusals
   * are not remembered.
   *
   * @param digest of what is asked for
   */
  Committed<ByteString> once(WriteContext context, ByteString digest, SessionWork<ByteString> work);

  /**
   * Tries to become the only node of the region that does something; empty while another one is.
   * Ends when it is closed, when this process ends or when it loses the database: so what is done
   * meanwhile must also be right if two do it.
   */
  Optional<Lease> lease(String task);

  /** What was done and what was refused in this region. */
  AuditLog audit();

  /** What was logged in this region. */
  Logs logs();

  /** The feed of everything committed in this region, also by other nodes. */
  ChangeFeed feed();

  /**
   * Blocks until the feed has delivered everything up to {@code position}; refuses with UNAVAILABLE
   * after {@code atMost}.
   */
  void await(Position position, Duration atMost);

  @Override
  void close();

  /** The exclusive right of this node to do something. */
  interface Lease extends AutoCloseable {
    /** Whether it still is this node's. Asks the database. */
    boolean held();

    @Override
    void close();
  }

  /** What runs inside a session; called again from the start when the commit must be retried. */
  @FunctionalInterface
  interface SessionWork<T> {
    T run(Session session);
  }

  /**
   * The outcome of a session that was committed.
   *
   * @param value what the work returned
   * @param position where the write is visible; the feed's position when the work wrote nothing
   */
  record Committed<T>(T value, Position position) {}
}
