package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class RegionApplicationTest {
  private static TestIssuer issuer;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  private static String[] settings(StoreSettings store, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--edgewatch.region.id=us-west2",
                "--edgewatch.region.address=127.0.0.1",
                "--edgewatch.region.port=0",
                "--edgewatch.region.database.url=" + store.jdbcUrl(),
                "--edgewatch.region.database.user=" + store.user(),
                "--edgewatch.region.database.password=" + store.password(),
                "--edgewatch.region.oidc.issuer=" + issuer.issuer(),
                "--edgewatch.region.oidc.jwks-uri=" + issuer.settings().jwksUri(),
                "--management.server.port=0",
                "--management.server.address=127.0.0.1"));
    for (String other : more) {
      String name = other.substring(0, other.indexOf('=') + 1);
      settings.removeIf(setting -> setting.startsWith(name));
      settings.add(other);
    }
    return settings.toArray(String[]::new);
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext region, String path)
      throws Exception {
    String port = region.getEnvironment().getRequiredProperty("local.management.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + port + path);
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aRegionAsAProcessTellsHealthAndMetricsAndNothingElse() throws Exception {
    try (var region = RegionApplication.start(settings(TestPostgres.freshDatabase()))) {
      assertThat(get(region, "/actuator/health/liveness").statusCode()).isEqualTo(200);
      HttpResponse<String> readiness = get(region, "/actuator/health/readiness");
      assertThat(readiness.statusCode()).isEqualTo(200);
      assertThat(readiness.body()).contains("\"region\"").contains("us-west2:");
      assertThat(get(region, "/actuator/prometheus").body())
          .contains("edgewatch_region_calls_open", "jvm_memory");
      assertThat(get(region, "/").statusCode()).isEqualTo(404);
      assertThat(get(region, "/actuator/env").statusCode()).isEqualTo(404);
      assertThat(region.getBeanDefinitionNames())
          .noneMatch(bean -> bean.toLowerCase(Locale.ROOT).contains("vaadin"));
    }
  }

  @Test
  void whatIsMissingIsSaidInOneSentence() throws Exception {
    StoreSettings store = TestPostgres.freshDatabase();
    String[] withoutId = settings(store, "--edgewatch.region.id=");
    assertThatThrownBy(() -> RegionApplication.start(withoutId))
        .hasRootCauseInstanceOf(RegionStartException.class)
        .hasRootCauseMessage("the setting edgewatch.region.id is missing");
    String[] withoutDatabase =
        settings(store, "--edgewatch.region.database.url=jdbc:postgresql://127.0.0.1:1/none");
    assertThatThrownBy(() -> RegionApplication.start(withoutDatabase))
        .satisfies(
            failure -> assertThat(causes(failure)).anyMatch(RefusalException.class::isInstance));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
