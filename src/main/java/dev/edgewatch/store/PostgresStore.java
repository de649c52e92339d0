package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Position;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Opens the {@link Store} of a region on PostgreSQL 15 or newer, and owns what has to be closed
 * again.
 */
public final class PostgresStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);

  private final StoreSettings settings;
  private final HikariDataSource database;
  private final ReplicationSlot slot;
  private final ReplicatedFeed feed;
  private final Replication replication;
  private final GroupReader reader;
  private final GroupCommitter committer;
  private final Sessions sessions;
  private final PostgresAuditLog audit;
  private final PostgresLogs logs;
  private final ScheduledExecutorService housekeeping;

  private PostgresStore(
      StoreSettings settings,
      HikariDataSource database,
      Catalog catalog,
      MeterRegistry meters,
      Clock clock)
      throws SQLException {
    this.settings = settings;
    this.database = database;
    JdbcClient jdbc = JdbcClient.create(database);
    StoreMeters measured = new StoreMeters(meters, settings.region());
    slot = new ReplicationSlot(jdbc, settings.node());
    Position start = new Position(settings.region(), slot.create());
    RecentRows recent = new RecentRows();
    feed = new ReplicatedFeed(settings, catalog, clock, new DatabaseLoad(database), recent, start);
    replication = new Replication(settings, slot.name(), feed);
    measured.feed(feed::lagMillis, () -> feed.silence().toMillis(), () -> feed.position().lsn());
    measured.history(feed::historyBytes);
    reader = new GroupReader(new Reads(jdbc), settings.region());
    committer = new GroupCommitter(database, settings.region(), measured, recent);
    RequestMemory memory = new RequestMemory(jdbc, settings.region());
    sessions = new Sessions(database, catalog, reader, recent, memory, committer, feed, measured);
    audit = new PostgresAuditLog(database, settings.auditKept());
    logs = new PostgresLogs(database, settings.connections(), settings.logsKept());
    housekeeping = housekeeping(settings, new StaleSlots(jdbc, clock), memory, audit, logs);
  }

  /**
   * Checks the database, brings its schema up to date and joins its change feed. Refuses with one
   * sentence that says what to change when the database cannot be used: unreachable, too old,
   * {@code wal_level} not {@code logical}, no right to replicate.
   */
  public static Store open(
      StoreSettings settings, Catalog catalog, MeterRegistry meters, Clock clock) {
    HikariDataSource database = pool(settings);
    try {
      DatabaseCheck.check(settings, database);
      Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
      PostgresStore store = new PostgresStore(settings, database, catalog, meters, clock);
      LOG.info("opened the {}", settings);
      return store;
    } catch (SQLException failed) {
      database.close();
      throw DatabaseCheck.unreachable(settings, failed);
    } catch (RuntimeException | Error failed) {
      database.close();
      throw failed;
    }
  }

  private static ScheduledExecutorService housekeeping(
      StoreSettings settings,
      StaleSlots slots,
      RequestMemory memory,
      PostgresAuditLog audit,
      PostgresLogs logs) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping-" + settings.region()).factory());
    everyMinute(executor, "looking for stale slots", slots::sweep);
    everyMinute(executor, "forgetting answers", memory::sweep);
    everyMinute(executor, "forgetting what is no longer audited", audit::sweep);
    everyMinute(executor, "forgetting what was logged", logs::sweep);
    return executor;
  }

  private static void everyMinute(
      ScheduledExecutorService executor, String what, Runnable housekeeping) {
    executor.scheduleWithFixedDelay(
        () -> {
          try {
            housekeeping.run();
          } catch (RuntimeException failed) {
            LOG.warn("{} failed: {}", what, failed.getMessage());
          }
        },
        1,
        1,
        TimeUnit.MINUTES);
  }

  private static HikariDataSource pool(StoreSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store-" + settings.region());
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(Math.min(2, settings.connections()));
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    config.setInitializationFailTimeout(-1);
    // Rows are always found by key; without statistics the planner would sometimes rather read the
    // whole table.
    config.setConnectionInitSql(
        "SET enable_hashjoin = off; SET enable_mergejoin = off; SET synchronous_commit = on");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "ApplicationName", "edgewatch " + settings.region() + " " + settings.node());
    return new HikariDataSource(config);
  }

  @Override
  public <T> Committed<T> snapshot(WriteContext context, SessionWork<T> work) {
    return sessions.run(context, work);
  }

  @Override
  public Committed<ByteString> once(
      WriteContext context, ByteString digest, SessionWork<ByteString> work) {
    return sessions.runOnce(context, digest, work);
  }

  @Override
  public Optional<Lease> lease(String task) {
    try {
      return AdvisoryLease.tryTake(settings, task);
    } catch (SQLException failed) {
      throw SqlRefusal.of(failed);
    }
  }

  @Override
  public AuditLog audit() {
    return audit;
  }

  @Override
  public Logs logs() {
    return logs;
  }

  @Override
  public ChangeFeed feed() {
    return feed;
  }

  @Override
  public void await(Position position, Duration atMost) {
    feed.progress().await(position, atMost);
  }

  @Override
  public void close() {
    housekeeping.shutdownNow();
    committer.close();
    reader.close();
    replication.close();
    try {
      slot.drop();
    } catch (RuntimeException unreachable) {
      LOG.warn("slot {} is left behind: {}", slot.name(), unreachable.getMessage());
    }
    database.close();
  }
}
