package dev.edgewatch.processes;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.edgewatch.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Keycloak on loopback, from its distribution, with the realm of {@code keycloak/realm.json}:
 * what docs/operations.md says about other providers.
 */
final class Keycloak implements IdentityAtHand {
  private static final Path UNPACKED = Path.of("target/keycloak");
  private static final Duration START = Duration.ofMinutes(6);

  /** Her id in the realm. */
  private static final String ANN = "7d1f9f0c-5a54-4a39-9c55-0a5f3a1e0a11";

  private static final String ADMIN = "admin-of-the-test";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;
  private final Process process;

  private Keycloak(String url, Process process) {
    this.url = url;
    this.process = process;
  }

  /** The folder of the distribution, when the build has unpacked it. */
  static Optional<Path> distribution() {
    if (!Files.isDirectory(UNPACKED)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(UNPACKED)) {
      return folders.filter(folder -> Files.exists(folder.resolve("bin/kc.sh"))).findFirst();
    } catch (IOException cannotRead) {
      throw new UncheckedIOException(cannotRead);
    }
  }

  /**
   * Starts it; the first time it configures itself, which takes a minute.
   *
   * @param folder where its output goes
   * @param console where people reach the console
   */
  static Keycloak start(Path distribution, Path folder, String console) {
    int port = FreePorts.one();
    try {
      Path realm = Files.createDirectories(distribution.resolve("data/import"));
      Files.writeString(
          realm.resolve("realm.json"),
          Files.readString(Path.of("src/test/resources/keycloak/realm.json"))
              .replace("${console}", console));
      ProcessBuilder builder =
          new ProcessBuilder(
                  distribution.resolve("bin/kc.sh").toAbsolutePath().toString(),
                  "start-dev",
                  "--import-realm",
                  "--db=dev-mem",
                  "--cache=local",
                  "--http-host=127.0.0.1",
                  "--hostname=http://localhost:" + port,
                  "--http-port=" + port)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keycloak.out").toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
      builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
      builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
      return new Keycloak("http://localhost:" + port, builder.start()).started();
    } catch (IOException cannotStart) {
      throw new UncheckedIOException(cannotStart);
    }
  }

  private Keycloak started() {
    try {
      await("Keycloak answers")
          .atMost(START)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  !process.isAlive()
                      || RoleProcess.status(issuer() + "/.well-known/openid-configuration") == 200);
    } catch (RuntimeException tooSlow) {
      close();
      throw tooSlow;
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("Keycloak ended with " + process.exitValue());
    }
    return this;
  }

  @Override
  public String issuer() {
    return url + "/realms/edgewatch";
  }

  @Override
  public URI jwks() {
    return URI.create(issuer() + "/protocol/openid-connect/certs");
  }

  @Override
  public URI tokens() {
    return URI.create(issuer() + "/protocol/openid-connect/token");
  }

  /** From now on it signs with another key; the old one goes on being published. */
  void rotateSigningKey() {
    String key =
        """
        {"name": "rotated", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
         "config": {"priority": ["1000"], "algorithm": ["RS256"], "keyUse": ["SIG"]}}
        """;
    admin("/admin/realms/edgewatch/components", key, 201);
  }

  private void admin(String path, String body, int expected) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /** Ends all that Ann has open, as an administrator does. */
  void signOutAnn() {
    admin("/admin/realms/edgewatch/users/" + ANN + "/logout", "{}", 204);
  }

  private String adminToken() {
    String form =
        "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password=" + ADMIN;
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    try {
      return Objects.requireNonNull(
          (String) JSONObjectUtils.parse(answer.body()).get("access_token"), "access_token");
    } catch (ParseException unexpected) {
      throw new IllegalStateException(answer.body(), unexpected);
    }
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException away) {
      throw new UncheckedIOException(away);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** It is a script that starts Java. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
