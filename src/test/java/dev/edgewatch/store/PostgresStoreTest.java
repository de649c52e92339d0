package dev.edgewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.resource.RefusalException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresStoreTest {
  @Test
  void anUnreachableDatabaseIsNamed() {
    StoreSettings nowhere =
        StoreSettings.of("us-west2", "jdbc:postgresql://127.0.0.1:1/none", "u", "p");

    assertThatThrownBy(() -> Regions.open(nowhere))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith(
            "cannot use jdbc:postgresql://127.0.0.1:1/none: Connection to 127.0.0.1:1 refused.");
  }

  @Test
  void aServerWithoutLogicalReplicationIsRefused() throws Exception {
    try (var server =
        TestPostgres.start(builder -> builder.setServerConfig("wal_level", "replica"))) {
      assertThatThrownBy(() -> Regions.open(TestPostgres.freshDatabase(server)))
          .hasMessage(
              "PostgreSQL runs with wal_level=replica; expected wal_level=logical, set before its start");
    }
  }

  @Test
  void aUserWhoMayNotReplicateIsRefused() throws SQLException {
    StoreSettings settings = TestPostgres.freshDatabase();
    execute(settings, "CREATE ROLE reader LOGIN PASSWORD 'reader'");
    String url = settings.jdbcUrl().replaceFirst("\\?.*", "");
    StoreSettings reader = StoreSettings.of("us-west2", url, "reader", "reader");

    assertThatThrownBy(() -> Regions.open(reader))
        .hasMessage("database user 'reader' may not replicate; run ALTER ROLE reader REPLICATION");
  }

  @Test
  void aClosedStoreLeavesNoSlotBehind() throws SQLException {
    StoreSettings settings = TestPostgres.freshDatabase();

    Regions.open(settings).close();

    assertThat(slots(settings)).isEmpty();
  }

  @Test
  void aSlotThatNobodyUsesForLongIsDroppedAndTheOthersAreNot() throws SQLException {
    StoreSettings settings = TestPostgres.freshDatabase();
    try (Store store = Regions.open(settings.withNode("alive"))) {
      JdbcClient jdbc = JdbcClient.create(dataSource(settings));
      new ReplicationSlot(jdbc, "dead").create();
      Instant start = Instant.parse("2026-11-23T12:00:00Z");
      MovingClock clock = new MovingClock(start);
      StaleSlots stale = new StaleSlots(jdbc, clock);

      stale.sweep();
      clock.now = start.plus(StaleSlots.PATIENCE).minusSeconds(1);
      stale.sweep();
      assertThat(slots(settings)).hasSize(2);

      clock.now = start.plus(StaleSlots.PATIENCE).plusSeconds(1);
      stale.sweep();
      assertThat(slots(settings)).singleElement().asString().endsWith("_alive");
      assertThat(store.feed().silence()).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static List<String> slots(StoreSettings settings) {
    return JdbcClient.create(dataSource(settings))
        .sql(
            "SELECT slot_name::text AS name FROM pg_replication_slots WHERE database = current_database()")
        .query((found, number) -> found.getString("name"))
        .list();
  }

  private static DriverManagerDataSource dataSource(StoreSettings settings) {
    return new DriverManagerDataSource(settings.jdbcUrl(), settings.user(), settings.password());
  }

  private static void execute(StoreSettings settings, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static final class MovingClock extends Clock {
    private Instant now;

    MovingClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
