package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.store.PendingCommit.Outcome;
import dev.edgewatch.store.Store.Committed;
import dev.edgewatch.store.Store.SessionWork;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs the work of sessions until its commit holds: first in company, then with the turn of the
 * node, when nobody else of this node can get in between, and at last while no other node can
 * either. So nobody starves.
 *
 * <p>The first run may read from memory what this node wrote last. That counts only when the commit
 * finds it true: whatever else the work came to, a refusal or nothing to write, it has to come to
 * again with what the database says.
 */
final class Sessions {
  private static final int IN_COMPANY = 3;
  private static final int KEEPING_ALL_AWAY = 3;
  private static final String READ_FROM_MEMORY = "what was read from memory";

  private final Reads reads;
  private final GroupReader rows;
  private final RecentRows recent;
  private final Catalog catalog;
  private final Versions versions;
  private final RequestMemory memory;
  private final GroupCommitter committer;
  private final ReadCheck readCheck;
  private final ChangeFeed feed;
  private final StoreMeters meters;

  Sessions(
      DataSource database,
      Catalog catalog,
      GroupReader rows,
      RecentRows recent,
      RequestMemory memory,
      GroupCommitter committer,
      ChangeFeed feed,
      StoreMeters meters) {
    JdbcClient jdbc = JdbcClient.create(database);
    this.reads = new Reads(jdbc);
    this.rows = rows;
    this.recent = recent;
    this.catalog = catalog;
    this.versions = new Versions(jdbc);
    this.memory = memory;
    this.committer = committer;
    this.readCheck = new ReadCheck(database);
    this.feed = feed;
    this.meters = meters;
  }

  <T> Committed<T> run(WriteContext context, SessionWork<T> work) {
    return run(new Order<>(context, work, Optional::empty, value -> Optional.empty()));
  }

  /** The same for a request that is carried out once: its answer is remembered with its writes. */
  Committed<ByteString> runOnce(
      WriteContext context, ByteString digest, SessionWork<ByteString> work) {
    return run(
        new Order<>(
            context,
            work,
            () -> memory.answer(context, digest),
            answer ->
                Optional.of(new Remembered(context.actor(), context.requestId(), digest, answer))));
  }

  /**
   * @param before what the work came to earlier, asked before each run
   * @param memory what is to be remembered of what it came to
   */
  private record Order<T>(
      WriteContext context,
      SessionWork<T> work,
      Supplier<Optional<Committed<T>>> before,
      Function<T, Optional<Remembered>> memory) {}

  private <T> Committed<T> run(Order<T> order) {
    try {
      return inCompany(order);
    } catch (DataAccessException failed) {
      SQLException cause = SqlRefusal.cause(failed);
      throw cause == null ? failed : SqlRefusal.of(cause);
    }
  }

  private <T> Committed<T> inCompany(Order<T> order) {
    Attempt<T> result = attempt(order, session(recent::find, 0), false);
    for (int left = IN_COMPANY; left > 0 && result.committed.isEmpty(); left--) {
      result = attempt(order, session(Sessions::databaseOnly, result.floor), false);
    }
    if (result.committed.isPresent()) {
      return result.committed.get();
    }
    committer.takeTurn();
    try {
      return inTurn(order, result.floor);
    } finally {
      committer.releaseTurn();
    }
  }

  private static Optional<Row> databaseOnly(Key key) {
    return Optional.empty();
  }

  private RecordingSession session(Function<Key, Optional<Row>> memory, long floor) {
    return new RecordingSession(reads, rows, memory, catalog, versions, floor);
  }

  private <T> Committed<T> inTurn(Order<T> order, long least) {
    Attempt<T> result = attempt(order, session(Sessions::databaseOnly, least), true);
    for (int left = KEEPING_ALL_AWAY; left > 0 && result.committed.isEmpty(); left--) {
      long floor = result.floor;
      result =
          committer.keepingAllAway(
              () -> attempt(order, session(Sessions::databaseOnly, floor), true));
    }
    String name = result.changed;
    return result.committed.orElseThrow(
        () ->
            new Refusal.Conflict(
                    "CONTENTION", name + " is changed by others all the time; try again", name)
                .exception());
  }

  /** What one run came to: committed, or to be run again because {@code changed} changed. */
  private record Attempt<T>(Optional<Committed<T>> committed, long floor, String changed) {
    static <T> Attempt<T> done(Committed<T> committed) {
      return new Attempt<>(Optional.of(committed), 0, "");
    }

    static <T> Attempt<T> again(long floor, String changed) {
      return new Attempt<>(Optional.empty(), floor, changed);
    }
  }

  private <T> Attempt<T> attempt(Order<T> order, RecordingSession session, boolean hasTurn) {
    Optional<Committed<T>> before = order.before.get();
    if (before.isPresent()) {
      return Attempt.done(before.get());
    }
    T value;
    try {
      value = order.work.run(session);
    } catch (RuntimeException failed) {
      if (session.trusting()) {
        return Attempt.again(session.floor(), READ_FROM_MEMORY);
      }
      throw failed;
    }
    Optional<Remembered> remembered = order.memory.apply(value);
    if (!session.wrote() && remembered.isEmpty()) {
      if (session.trusting()) {
        return Attempt.again(session.floor(), READ_FROM_MEMORY);
      }
      if (session.readOneMoment() || readCheck.holds(session)) {
        return Attempt.done(new Committed<>(value, feed.position()));
      }
      meters.repeated();
      return Attempt.again(session.floor(), "what was read");
    }
    PendingCommit pending = session.pending(order.context, remembered);
    return switch (commit(pending, hasTurn)) {
      case Outcome.Done(var position) -> Attempt.done(new Committed<>(value, position));
      case Outcome.Outdated(long above, String name) -> {
        meters.repeated();
        yield Attempt.again(Math.max(above, session.floor()), name);
      }
    };
  }

  private Outcome commit(PendingCommit pending, boolean hasTurn) throws RefusalException {
    if (!hasTurn && pending.lists.isEmpty()) {
      return committer.commit(pending);
    }
    committer.takeTurn();
    try {
      return committer.commitInTurn(pending);
    } finally {
      committer.releaseTurn();
    }
  }
}
