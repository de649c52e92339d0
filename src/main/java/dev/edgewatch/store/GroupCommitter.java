package dev.edgewatch.store;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.store.Judge.Verdict;
import dev.edgewatch.store.PendingCommit.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Commits the sessions of this node in groups: one thread takes all that wait, up to {@value
 * #GROUP}, and commits them in one database transaction, so they share its round trips and its
 * write to disk. While one group is being committed the next one gathers; there is no waiting for
 * company.
 */
final class GroupCommitter implements AutoCloseable {
  private static final int GROUP = 256;
  private static final int WAITING = 10_000;

  private final DataSource database;
  private final String region;
  private final StoreMeters meters;
  private final RecentRows recent;
  private final LinkedBlockingQueue<PendingCommit> waiting = new LinkedBlockingQueue<>(WAITING);
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Thread thread;

  /**
   * Holds the lock that keeps all other commits of the region away; belongs to the thread that has
   * the turn.
   */
  private @Nullable Connection reserved;

  private volatile boolean closed;

  /**
   * @param recent is told what was committed
   */
  GroupCommitter(DataSource database, String region, StoreMeters meters, RecentRows recent) {
    this.database = database;
    this.region = region;
    this.meters = meters;
    this.recent = recent;
    meters.waiting(waiting::size);
    thread = Thread.ofPlatform().daemon().name("commit-" + region).start(this::run);
  }

  /** Waits its turn, commits with whoever waits as well. Throws the refusal when there is one. */
  Outcome commit(PendingCommit session) {
    if (closed || !waiting.offer(session)) {
      throw overloaded();
    }
    if (closed) {
      refuseWaiting();
    }
    return await(session);
  }

  private static Outcome await(PendingCommit session) {
    try {
      return session.outcome.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RefusalException refused ? refused : failed;
    }
  }

  /**
   * No session of this node commits between this call and {@link #releaseTurn}, but those of the
   * calling thread.
   */
  void takeTurn() {
    turn.lock();
  }

  void releaseTurn() {
    turn.unlock();
  }

  /** Commits one session on the thread that has the turn. */
  Outcome commitInTurn(PendingCommit session) {
    commitGroup(List.of(session), !session.lists.isEmpty());
    return await(session);
  }

  /**
   * Keeps the commits of the other nodes away while {@code attempt} reads, and commits with {@link
   * #commitInTurn}. Needs the turn.
   */
  <T> T keepingAllAway(Supplier<T> attempt) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        new CommitSql(connection).keepAllAway();
        reserved = connection;
        return attempt.get();
      } finally {
        reserved = null;
        if (!connection.getAutoCommit()) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      }
    } catch (SQLException failed) {
      throw SqlRefusal.of(failed);
    }
  }

  private void run() {
    Deque<PendingCommit> group = new ArrayDeque<>();
    while (!closed) {
      try {
        if (group.isEmpty()) {
          group.add(waiting.take());
        }
        waiting.drainTo(group, GROUP - group.size());
      } catch (InterruptedException closing) {
        break;
      }
      takeTurn();
      try {
        if (closed) {
          break;
        }
        List<PendingCommit> later = commitGroup(List.copyOf(group), false);
        group.clear();
        group.addAll(later);
      } finally {
        releaseTurn();
      }
    }
    group.forEach(session -> session.outcome.completeExceptionally(overloaded()));
    refuseWaiting();
  }

  /** Ends each session but those it returns, which have to wait for one of the others. */
  private List<PendingCommit> commitGroup(List<PendingCommit> group, boolean alone) {
    if (reserved != null) {
      return commitOn(reserved, group, alone);
    }
    try (Connection connection = database.getConnection()) {
      return commitOn(connection, group, alone);
    } catch (SQLException unreachable) {
      group.forEach(session -> session.outcome.completeExceptionally(SqlRefusal.of(unreachable)));
      return List.of();
    }
  }

  private List<PendingCommit> commitOn(
      Connection connection, List<PendingCommit> group, boolean alone) {
    GroupTransaction transaction = transaction(connection, group, alone);
    try {
      var timing = meters.startCommit();
      connection.setAutoCommit(false);
      try {
        GroupTransaction.Ended ended = transaction.run(group);
        meters.committed(timing, group.size());
        return tell(ended);
      } catch (SQLException failed) {
        if (!SqlRefusal.connectionLost(failed)) {
          connection.rollback();
        }
        throw failed;
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(true);
        }
      }
    } catch (SQLException failed) {
      fail(group, alone, failed, transaction.commitSent());
    } catch (RuntimeException | Error failed) {
      group.forEach(session -> session.outcome.completeExceptionally(failed));
    }
    return List.of();
  }

  private GroupTransaction transaction(
      Connection connection, List<PendingCommit> group, boolean alone) {
    return Replacement.ofAll(group)
        .<GroupTransaction>map(
            replacements -> new ReplacingTransaction(connection, region, replacements))
        .orElseGet(() -> new CommitTransaction(connection, region, alone));
  }

  private List<PendingCommit> tell(GroupTransaction.Ended ended) {
    List<PendingCommit> later = new ArrayList<>();
    ended
        .verdicts()
        .forEach(
            (session, verdict) -> {
              switch (verdict) {
                case Verdict.Accepted accepted -> {
                  recent.remember(session);
                  session.outcome.complete(ended.done());
                }
                case Verdict.Later next -> later.add(session);
                case Verdict.Again(Outcome.Outdated outdated) -> {
                  recent.forget(session);
                  session.outcome.complete(outdated);
                }
                case Verdict.Refused(Refusal refusal) ->
                    session.outcome.completeExceptionally(refusal.exception());
              }
            });
    return later;
  }

  /**
   * A failed statement spoils the whole transaction: the sessions are tried one by one, so only the
   * guilty one fails.
   */
  private void fail(
      List<PendingCommit> group, boolean alone, SQLException failed, boolean commitSent) {
    boolean lost = SqlRefusal.connectionLost(failed);
    if (group.size() > 1 && !lost) {
      List<PendingCommit> rest = group;
      while (!rest.isEmpty()) {
        List<PendingCommit> later = new ArrayList<>(commitGroup(rest.subList(0, 1), alone));
        later.addAll(rest.subList(1, rest.size()));
        rest = later;
      }
      return;
    }
    for (PendingCommit session : group) {
      if (commitSent && lost) {
        session.outcome.completeExceptionally(SqlRefusal.unknownOutcome());
      } else if (SqlRefusal.passes(failed)) {
        session.outcome.complete(new Outcome.Outdated(session.floor, session.subject()));
      } else {
        session.outcome.completeExceptionally(SqlRefusal.of(failed));
      }
    }
  }

  private void refuseWaiting() {
    List<PendingCommit> left = new ArrayList<>();
    waiting.drainTo(left);
    left.forEach(session -> session.outcome.completeExceptionally(overloaded()));
  }

  private RefusalException overloaded() {
    return closed
        ? new Refusal.Unavailable("CLOSING", "this node is stopping", Duration.ofMillis(200))
            .exception()
        : new Refusal.Overload(WAITING + " writes are waiting already", Duration.ofSeconds(1))
            .exception();
  }

  /** Ends the thread; a group that is being committed is finished first. */
  @Override
  public void close() {
    closed = true;
    takeTurn();
    try {
      thread.interrupt();
    } finally {
      releaseTurn();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
