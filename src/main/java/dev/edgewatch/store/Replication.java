package dev.edgewatch.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads the change log from PostgreSQL and hands it to the feed. Reconnects by
 * itself and goes on where it was, because the slot keeps the log. Gives up only when the slot is
 * gone; the feed's silence tells.
 */
final class Replication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replication.class);
  private static final long CONFIRM_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int LONGEST_PAUSE_MILLIS = 2000;

  private final StoreSettings settings;
  private final String slot;
  private final ReplicatedFeed feed;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile ReplicationStream current;
  private long confirmed = System.nanoTime();

  /** Connects once, so that what cannot work fails here, and starts the thread. */
  Replication(StoreSettings settings, String slot, ReplicatedFeed feed) throws SQLException {
    this.settings = settings;
    this.slot = slot;
    this.feed = feed;
    this.current = connect();
    this.thread = Thread.ofPlatform().daemon().name("feed-" + settings.region()).start(this::run);
  }

  private ReplicationStream connect() throws SQLException {
    return ReplicationStream.open(settings, slot, feed.position().lsn());
  }

  private void run() {
    int failures = 0;
    while (closing.getCount() > 0) {
      try {
        if (failures > 0) {
          current = connect();
          LOG.info(
              "the change feed of {} goes on at {}", settings.region(), feed.position().text());
          failures = 0;
        }
        receive(current);
      } catch (SQLException | RuntimeException broken) {
        current.close();
        if (closing.getCount() == 0) {
          return;
        }
        if (gone(broken)) {
          LOG.error(
              "the change feed of {} has lost its slot {}; restart this node",
              settings.region(),
              slot,
              broken);
          return;
        }
        failures++;
        if (failures == 1) {
          LOG.warn(
              "the change feed of {} lost its connection: {}",
              settings.region(),
              broken.getMessage());
        }
        pause(failures);
      }
    }
  }

  private void receive(ReplicationStream stream) throws SQLException {
    PgOutput decoder = new PgOutput();
    while (closing.getCount() > 0) {
      switch (stream.read()) {
        case ReplicationStream.Message.Logged(var payload) -> {
          feed.progress().heard();
          decoder.accept(payload).ifPresent(feed::deliver);
        }
        case ReplicationStream.Message.Keepalive(long end, boolean answerWanted) -> {
          feed.progress().heard();
          feed.reached(end);
          confirm(stream, answerWanted);
        }
      }
    }
  }

  private void confirm(ReplicationStream stream, boolean now) throws SQLException {
    if (now || System.nanoTime() - confirmed > CONFIRM_NANOS) {
      stream.confirm(feed.position().lsn());
      confirmed = System.nanoTime();
    }
  }

  /** The server says that the slot was dropped, or that it has removed log that the slot needed. */
  private static boolean gone(Exception failure) {
    return failure instanceof PSQLException sql
        && sql.getServerErrorMessage() != null
        && ("42704".equals(sql.getSQLState()) || "55000".equals(sql.getSQLState()));
  }

  private void pause(int failures) {
    int longest = Math.min(LONGEST_PAUSE_MILLIS, 50 << Math.min(failures, 10));
    try {
      closing.await(ThreadLocalRandom.current().nextInt(20, longest), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    current.close();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    current.close();
  }
}
