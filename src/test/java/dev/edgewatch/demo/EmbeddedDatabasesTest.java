package dev.edgewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabasesTest {
  private static final List<String> NAMES = List.of("us-west2", "japaneast");

  @TempDir Path folder;

  @Test
  void dataSurviveARestart() throws SQLException {
    try (var directory = DemoDirectory.open(folder)) {
      try (var databases = EmbeddedDatabases.start(directory, NAMES)) {
        execute(databases, "us-west2", "CREATE TABLE kept AS SELECT 7 AS seven");
      }
      try (var databases = EmbeddedDatabases.start(directory, NAMES)) {
        assertThat(query(databases, "us-west2", "SELECT seven FROM kept")).isEqualTo("7");
      }
    }
  }

  @Test
  void theServerIsSafeAndReadyForTheChangeFeed() throws SQLException {
    try (var directory = DemoDirectory.open(folder);
        var databases = EmbeddedDatabases.start(directory, NAMES)) {
      for (String database : NAMES) {
        assertThat(query(databases, database, "SHOW wal_level")).isEqualTo("logical");
        assertThat(query(databases, database, "SHOW fsync")).isEqualTo("on");
        assertThat(query(databases, database, "SHOW synchronous_commit")).isEqualTo("on");
      }
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      databases.jdbcUrl("japaneast"), EmbeddedDatabases.USER, "guessed"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void aServerThatOutlivedItsDemoIsStopped() throws Exception {
    try (var directory = DemoDirectory.open(folder)) {
      EmbeddedDatabases.start(directory, NAMES);
      long orphan = postmaster();
      // The lock file of the embedding library is freed by the end of the process that holds it,
      // here by deleting it.
      Files.delete(folder.resolve("postgresql/epg-lock"));
      try (var databases = EmbeddedDatabases.start(directory, NAMES)) {
        assertThat(postmaster()).isNotEqualTo(orphan);
        assertThat(ProcessHandle.of(orphan)).isEmpty();
        assertThat(query(databases, "us-west2", "SELECT 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void aSecondDemoOnTheSameFolderIsRefused() {
    try (var _ = DemoDirectory.open(folder)) {
      assertThatThrownBy(() -> DemoDirectory.open(folder))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Another demo is running on " + folder);
    }
  }

  private long postmaster() throws Exception {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("postgresql/postmaster.pid")).getFirst().strip());
  }

  private static void execute(EmbeddedDatabases databases, String database, String sql)
      throws SQLException {
    try (Connection connection = connect(databases, database)) {
      connection.createStatement().execute(sql);
    }
  }

  private static String query(EmbeddedDatabases databases, String database, String sql)
      throws SQLException {
    try (Connection connection = connect(databases, database)) {
      ResultSet rows = connection.createStatement().executeQuery(sql);
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabases databases, String database)
      throws SQLException {
    return DriverManager.getConnection(
        databases.jdbcUrl(database), EmbeddedDatabases.USER, databases.password());
  }
}
