package dev.edgewatch.store;

import static dev.edgewatch.store.Regions.ANN;
import static dev.edgewatch.store.Regions.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int ROUNDS = 4;

  /**
   * From outside like {@code kill -9}, or from inside, with no time for anything after an
   * acknowledgement.
   */
  private enum Death {
    BY_KILL,
    AT_ONCE
  }

  @Test
  void killedWritersLoseNothingTheyAcknowledged() throws Exception {
    StoreSettings settings = TestPostgres.freshDatabase();
    Map<String, Long> acknowledged = new HashMap<>();
    try (Store survivor = Regions.open(settings.withNode("survivor"))) {
      ChangeFeedTest.Model follower = new ChangeFeedTest.Model();
      follower.start(survivor, "");

      for (int round = 0; round < ROUNDS; round++) {
        int counts = ThreadLocalRandom.current().nextInt(1, 400);
        run(settings, round % 2 == 0 ? Death.BY_KILL : Death.AT_ONCE, counts, acknowledged);
      }

      assertThat(acknowledged).isNotEmpty();
      acknowledged.forEach(
          (name, count) ->
              assertThat(count(survivor, name)).as(name).isBetween(count, count + ROUNDS));
      assertThat(count(survivor, "regions/started")).isEqualTo(ROUNDS);
      awaitEverything(survivor);
      assertThat(follower.mistakes).isEmpty();
      assertThat(follower.rows.values())
          .containsExactlyElementsOf(
              survivor.snapshot(ANN, session -> session.list(REGION, "")).value());
    }
  }

  /** Runs a writer until it has acknowledged so many counts. */
  private static void run(
      StoreSettings settings, Death death, int counts, Map<String, Long> acknowledged)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    CrashingWriter.class.getName(),
                    settings.jdbcUrl(),
                    settings.user(),
                    settings.password(),
                    Integer.toString(death == Death.AT_ONCE ? counts : 0)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int left = counts;
    try (BufferedReader lines = writer.inputReader()) {
      String line;
      while ((line = lines.readLine()) != null) {
        String[] words = line.split(" ", -1);
        if (words.length == 2 && words[0].startsWith("regions/counter-")) {
          acknowledged.merge(words[0], Long.valueOf(words[1]), Math::max);
          if (--left == 0 && death == Death.BY_KILL) {
            writer.toHandle().destroyForcibly();
          }
        }
      }
    }
    writer.waitFor();
    assertThat(left).as("the writer ended before it was killed").isLessThanOrEqualTo(0);
  }

  @Test
  void theFeedGoesOnWhereItWasAfterItsConnectionBroke() throws SQLException {
    StoreSettings settings = TestPostgres.freshDatabase();
    try (Store store = Regions.open(settings)) {
      ChangeFeedTest.Model follower = new ChangeFeedTest.Model();
      follower.start(store, "");
      for (int round = 1; round <= 5; round++) {
        Regions.increment(store, "regions/a");
        execute(
            settings,
            "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE database = current_database()");
        Regions.increment(store, "regions/a");
        awaitEverything(store);
        assertThat(follower.mistakes).isEmpty();
        assertThat(Regions.title(follower.rows.get("regions/a")))
            .isEqualTo(Integer.toString(2 * round));
      }
    }
  }

  @Test
  void everythingGoesOnAfterPostgresRestarted(@TempDir Path data) throws Exception {
    EmbeddedPostgres server = start(data, 0);
    int port = server.getPort();
    StoreSettings settings = TestPostgres.freshDatabase(server);
    try (Store store = Regions.open(settings)) {
      ChangeFeedTest.Model follower = new ChangeFeedTest.Model();
      follower.start(store, "");
      Regions.increment(store, "regions/a");
      server.close();
      server = start(data, port);

      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> Regions.increment(store, "regions/a") >= 2);
      awaitEverything(store);

      assertThat(follower.mistakes).isEmpty();
      assertThat(count(store, "regions/a"))
          .isEqualTo(Long.parseLong(Regions.title(follower.rows.get("regions/a"))));
    } finally {
      server.close();
    }
  }

  private static EmbeddedPostgres start(Path data, int port) {
    return TestPostgres.start(
        builder -> {
          builder.setDataDirectory(data.resolve("postgresql")).setCleanDataDirectory(false);
          if (port != 0) {
            builder.setPort(port);
          }
        });
  }

  private static long count(Store store, String name) {
    return store
        .snapshot(
            ANN,
            session ->
                session
                    .get(REGION, name)
                    .map(found -> Long.valueOf(Regions.title(found)))
                    .orElse(0L))
        .value();
  }

  private static void awaitEverything(Store store) {
    store.await(
        store
            .snapshot(
                ANN,
                session -> {
                  session.save(Regions.deployment("services/s/deployments/mark", ""));
                  return true;
                })
            .position(),
        PATIENCE);
  }

  private static void execute(StoreSettings settings, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
