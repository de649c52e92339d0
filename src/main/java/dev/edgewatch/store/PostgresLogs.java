package dev.edgewatch.store;

import dev.edgewatch.resource.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The {@link Logs} of a database. Also forgets what is older than it is to be kept. */
final class PostgresLogs implements Logs {
  /** One connection in so many, so that whoever logs leaves the others to those who write. */
  private static final int SHARE = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How much longer than its entries a series is kept: entries may be ahead of our clock. */
  private static final Duration LONGER = Duration.ofDays(2);

  private final DataSource database;
  private final LogReads reads;
  private final Duration kept;
  private final Semaphore places;
  private final Retention entries;
  private final Retention series;

  PostgresLogs(DataSource database, int connections, Duration kept) {
    JdbcClient jdbc = JdbcClient.create(database);
    this.database = database;
    this.reads = new LogReads(jdbc);
    this.kept = kept;
    this.places = new Semaphore(Math.max(1, connections / SHARE), true);
    this.entries = new Retention(jdbc, "logs", "at", kept);
    this.series = new Retention(jdbc, "log_series", "seen", kept.plus(LONGER));
  }

  @Override
  public Duration kept() {
    return kept;
  }

  @Override
  public void append(List<Entry> added) {
    if (added.isEmpty()) {
      return;
    }
    takePlace();
    try (Connection connection = database.getConnection()) {
      new LogAppend(connection, added).run();
    } catch (SQLException failed) {
      throw SqlRefusal.of(failed);
    } finally {
      places.release();
    }
  }

  private void takePlace() {
    try {
      if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new Refusal.Overload(
            "more is logged than the region's database takes", Duration.ofSeconds(1))
        .exception();
  }

  @Override
  public List<Series> series(String scope, Collection<String> keys) {
    return answered(() -> reads.series(scope, keys));
  }

  @Override
  public List<Entry> newest(Section section) {
    return answered(() -> reads.newest(section));
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException failed) {
      SQLException cause = SqlRefusal.cause(failed);
      throw cause == null ? failed : SqlRefusal.of(cause);
    }
  }

  /** Forgets what is too old and says how many entries that were. */
  int sweep() {
    int forgotten = entries.sweep();
    series.sweep();
    return forgotten;
  }
}
