package dev.edgewatch.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told when a role cannot start: one sentence, and an exit code. */
class StartFailuresTest {
  @TempDir Path folder;

  @Test
  void aMissingSettingIsNamed() {
    assertThat(failure("region")).isEqualTo("the setting edgewatch.region.id is missing");
    assertThat(failure("console", anyPorts()))
        .isEqualTo("the setting edgewatch.console.oidc.issuer is missing");
  }

  @Test
  void anImpossibleSettingIsNamedWithItsValue() {
    assertThat(failure("region", "--edgewatch.region.port=high"))
        .isEqualTo("the setting edgewatch.region.port is 'high'; expected int");
    assertThat(
            failure(
                "console",
                anyPorts(),
                "--edgewatch.console.oidc.issuer=http://localhost:1",
                "--edgewatch.console.oidc.client-secret=s",
                "--edgewatch.console.bootstrap=nowhere"))
        .isEqualTo("the setting edgewatch.console.bootstrap is 'nowhere'; expected host:port");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNamed() {
    assertThat(failure("region", region("jdbc:postgresql://127.0.0.1:1/none", "edgewatch", "")))
        .startsWith(
            "cannot use jdbc:postgresql://127.0.0.1:1/none: Connection to 127.0.0.1:1 refused");
  }

  @Test
  void aDatabaseWithoutLogicalReplicationIsRefused() throws IOException {
    try (EmbeddedPostgres server =
        TestPostgres.start(builder -> builder.setServerConfig("wal_level", "replica"))) {
      StoreSettings store = TestPostgres.freshDatabase(server);

      assertThat(failure("region", region(store.jdbcUrl(), store.user(), store.password())))
          .isEqualTo(
              "PostgreSQL runs with wal_level=replica; expected wal_level=logical, set before its start");
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    StoreSettings store = TestPostgres.freshDatabase();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      List<String> region = region(store.jdbcUrl(), store.user(), store.password());
      region.add("--edgewatch.region.port=" + port);

      assertThat(failure("region", region))
          .startsWith("region us-west2 cannot listen on 127.0.0.1:" + port);
      assertThat(
              failure(
                  "console",
                  "--management.server.port=0",
                  "--server.port=" + port,
                  "--server.address=127.0.0.1",
                  "--edgewatch.console.oidc.issuer=http://localhost:1",
                  "--edgewatch.console.oidc.client-secret=s"))
          .isEqualTo("Port " + port + " is taken; choose another one.");
    }
  }

  @Test
  void anImpossiblePortIsNotAStackTrace() {
    assertThat(failure("console", "--server.port=high", "--management.server.port=0"))
        .isEqualTo("a setting is 'high'; expected Integer");
  }

  private static List<String> anyPorts() {
    return new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
  }

  private static List<String> region(String url, String user, String password) {
    return new ArrayList<>(
        List.of(
            "--edgewatch.region.id=us-west2",
            "--edgewatch.region.address=127.0.0.1",
            "--edgewatch.region.database.url=" + url,
            "--edgewatch.region.database.user=" + user,
            "--edgewatch.region.database.password=" + password,
            "--edgewatch.region.oidc.issuer=http://localhost:1",
            "--edgewatch.region.oidc.jwks-uri=http://localhost:1/jwks",
            "--management.server.port=0"));
  }

  private String failure(String command, String... arguments) {
    return failure(command, List.of(arguments));
  }

  private String failure(String command, List<String> first, String... more) {
    List<String> arguments = new ArrayList<>(first);
    arguments.addAll(List.of(more));
    try (RoleProcess role = RoleProcess.start(folder, command, arguments)) {
      int exitCode = role.exitCode();
      String errors = role.errors().strip();
      assertThat(exitCode).as(errors).isEqualTo(1);
      assertThat(errors.lines()).as("one sentence").hasSize(1);
      assertThat(errors).startsWith("edgewatch: ");
      assertThat(role.output()).doesNotContain("\tat ").doesNotContain("Exception");
      return errors.substring("edgewatch: ".length());
    }
  }
}
