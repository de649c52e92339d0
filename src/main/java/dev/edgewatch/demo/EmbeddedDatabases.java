package dev.edgewatch.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/**
 * A PostgreSQL server of our own with one database per region. As safe as a real one: what it
 * acknowledged is on the disk. Reached on the loopback interface only, with a password that is kept
 * beside the data.
 */
final class EmbeddedDatabases implements AutoCloseable {
  static final String USER = "postgres";
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final String password;

  private EmbeddedDatabases(EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  /**
   * Starts the server and creates the databases that are missing.
   *
   * @throws CannotStart if PostgreSQL does not start
   */
  static EmbeddedDatabases start(DemoDirectory directory, Collection<String> databases) {
    Path data = directory.resolve("postgresql");
    OrphanedServer.stop(data);
    String password = KeptSecret.databasePassword(directory).text();
    Path log = directory.resolve("postgresql.log");
    try {
      EmbeddedPostgres server = builder(data, log, password, directory).start();
      EmbeddedDatabases started = new EmbeddedDatabases(server, password);
      started.createMissing(databases);
      return started;
    } catch (IOException | IllegalStateException | SQLException failed) {
      throw new CannotStart(
          "The embedded PostgreSQL cannot start; its log is "
              + log
              + ". A PostgreSQL of your own can be used by starting the roles one by one, see docs/operations.md.",
          failed);
    }
  }

  private static EmbeddedPostgres.Builder builder(
      Path data, Path log, String password, DemoDirectory directory) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(directory.resolve("postgresql-binaries").toFile())
        .setRegisterShutdownHook(false)
        .setPGStartupWait(STARTUP)
        // The builder writes --name=value of each "locale" setting into the command line of initdb.
        .setLocaleConfig("pwfile", KeptSecret.databasePassword(directory).file().toString())
        .setLocaleConfig("locale", "C.UTF-8")
        .setDataDirectoryCustomizer(folder -> requirePasswords(folder.toPath()))
        .setConnectConfig("password", password)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("wal_level", "logical")
        .setServerConfig("max_wal_senders", "20")
        .setServerConfig("max_replication_slots", "20")
        .setServerConfig("max_connections", "100")
        .setServerConfig("shared_buffers", "128MB")
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "")
        .setOutputRedirector(Redirect.appendTo(log.toFile()))
        .setErrorRedirector(Redirect.appendTo(log.toFile()));
  }

  /** The cluster is made with authentication "trust"; this is what it serves with. */
  private static void requirePasswords(Path data) {
    String rules =
        """
        host all         all localhost scram-sha-256
        host replication all localhost scram-sha-256
        """;
    try {
      Files.writeString(data.resolve("pg_hba.conf"), rules);
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(cannotWrite);
    }
  }

  private void createMissing(Collection<String> databases) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      for (String name : databases) {
        if (!exists(connection, name)) {
          try (var create = connection.createStatement()) {
            create.execute("CREATE DATABASE \"" + name + "\"");
          }
        }
      }
    }
  }

  private static boolean exists(Connection connection, String database) throws SQLException {
    try (var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, database);
      return query.executeQuery().next();
    }
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
  }

  String password() {
    return password;
  }

  /** Stops the server; open connections are ended. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException cannotStop) {
      throw new UncheckedIOException(cannotStop);
    }
  }
}
