package dev.edgewatch.store;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.store.PendingCommit.Outcome;
import dev.edgewatch.store.Store.Committed;
import dev.edgewatch.store.Store.SessionWork;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs the work of sessions until its commit holds: first in company, then with the turn of the
 * node, when nobody else of this node can get in between, and at last while no other node can
 * either. So nobody starves.
 */
final class Sessions {
  private static final int IN_COMPANY = 3;
  private static final int KEEPING_ALL_AWAY = 3;

  private final Reads reads;
  private final GroupReader rows;
  private final Catalog catalog;
  private final ReferenceFields references = new ReferenceFields();
  private final Versions versions;
  private final GroupCommitter committer;
  private final ReadCheck readCheck;
  private final ChangeFeed feed;
  private final StoreMeters meters;

  Sessions(
      DataSource database,
      Catalog catalog,
      GroupReader rows,
      GroupCommitter committer,
      ChangeFeed feed,
      StoreMeters meters) {
    JdbcClient jdbc = JdbcClient.create(database);
    this.reads = new Reads(jdbc);
    this.rows = rows;
    this.catalog = catalog;
    this.versions = new Versions(jdbc);
    this.committer = committer;
    this.readCheck = new ReadCheck(database);
    this.feed = feed;
    this.meters = meters;
  }

  <T> Committed<T> run(WriteContext context, SessionWork<T> work) {
    try {
      return inCompany(context, work);
    } catch (DataAccessException failed) {
      SQLException cause = SqlRefusal.cause(failed);
      throw cause == null ? failed : SqlRefusal.of(cause);
    }
  }

  private <T> Committed<T> inCompany(WriteContext context, SessionWork<T> work) {
    long floor = 0;
    for (int attempt = 0; attempt < IN_COMPANY; attempt++) {
      Attempt<T> result = attempt(context, work, floor, false);
      if (result.committed.isPresent()) {
        return result.committed.get();
      }
      floor = result.floor;
    }
    committer.takeTurn();
    try {
      return inTurn(context, work, floor);
    } finally {
      committer.releaseTurn();
    }
  }

  private <T> Committed<T> inTurn(WriteContext context, SessionWork<T> work, long least) {
    Attempt<T> result = attempt(context, work, least, true);
    for (int left = KEEPING_ALL_AWAY; left > 0 && result.committed.isEmpty(); left--) {
      long floor = result.floor;
      result = committer.keepingAllAway(() -> attempt(context, work, floor, true));
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
  }

  private <T> Attempt<T> attempt(
      WriteContext context, SessionWork<T> work, long floor, boolean hasTurn) {
    RecordingSession session =
        new RecordingSession(reads, rows, catalog, references, versions, floor);
    T value = work.run(session);
    if (!session.wrote()) {
      if (session.readOneMoment() || readCheck.holds(session)) {
        return Attempt.done(new Committed<>(value, feed.position()));
      }
      meters.repeated();
      return new Attempt<>(Optional.empty(), floor, "what was read");
    }
    PendingCommit pending = session.pending(context);
    return switch (commit(pending, hasTurn)) {
      case Outcome.Done(var position) -> Attempt.done(new Committed<>(value, position));
      case Outcome.Outdated(long above, String name) -> {
        meters.repeated();
        yield new Attempt<>(Optional.empty(), Math.max(above, floor), name);
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
