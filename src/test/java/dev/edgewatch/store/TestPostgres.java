package dev.edgewatch.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One real PostgreSQL for all tests of a JVM, started on first use on a free port and stopped with
 * the JVM. Acknowledged writes are on disk, as in production.
 */
public final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  /** Settings of region {@code us-west2} on a new, empty database. */
  public static StoreSettings freshDatabase() {
    return freshDatabase(Shared.SERVER);
  }

  /** The same on a server of the test's own, see {@link #start()}. */
  public static StoreSettings freshDatabase(EmbeddedPostgres server) {
    String name = "test" + DATABASES.incrementAndGet();
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot create a test database", failed);
    }
    return StoreSettings.of(
        "us-west2", server.getJdbcUrl("postgres", name), "postgres", "postgres");
  }

  /** A server of its own, for tests that stop it. The caller closes it. */
  public static EmbeddedPostgres start() {
    return start(builder -> {});
  }

  /**
   * The same with further settings, for example a port and a data directory that outlive the
   * server.
   */
  public static EmbeddedPostgres start(Consumer<EmbeddedPostgres.Builder> further) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("wal_level", "logical")
            .setServerConfig("max_replication_slots", "50")
            .setServerConfig("max_wal_senders", "50")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on");
    further.accept(builder);
    try {
      return builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();
  }
}
