package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was done in a region and what was refused, for as long as it is kept. Changes get here with
 * the commit that makes them; calls that change nothing are added. Thread-safe; methods block.
 */
public interface AuditLog {

  /** Changes, newest first. */
  List<LoggedChange> changes(Section section);

  /** Calls that changed nothing, newest first. */
  List<LoggedCall> calls(Section section);

  /** Adds calls that changed nothing; their ids are given here. */
  void add(List<LoggedCall> calls);

  /**
   * What is asked for.
   *
   * @param scope {@code projects/fleet}, an organization or a service; empty for what belongs to
   *     none
   * @param types beginning of the full names of the types that changed; of changes alone
   * @param from the earliest time, inclusive
   * @param before the latest time, exclusive
   * @param atMost how many, 1 or more; more are answered when the last ones share their time, so
   *     that one may go on with what is before it
   */
  record Section(String scope, String types, Instant from, Instant before, int atMost) {}

  /** An entry, as it is ordered. */
  sealed interface Logged {
    /** When it was committed or refused, in microseconds. */
    Instant at();
  }

  /**
   * A change of one resource.
   *
   * @param version of all changes of the same session
   * @param before encoded; empty when it was created
   * @param after encoded; empty when it was deleted
   * @param actor member form of who wrote
   * @param call what is known of the call, encoded; empty for what a region writes by itself
   */
  record LoggedChange(
      Key key,
      long version,
      int ordinal,
      Optional<ByteString> before,
      Optional<ByteString> after,
      String actor,
      String requestId,
      Optional<ByteString> call,
      Instant at)
      implements Logged {}

  /**
   * A call that changed nothing.
   *
   * @param id among those of the region; 0 as long as it is not added
   * @param scope see {@link Section}
   * @param call what is known of it, encoded
   */
  record LoggedCall(long id, String scope, ByteString call, Instant at) implements Logged {}
}
