package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that the console finds by itself count only when they are of its issuer. */
class DiscoveryTest {
  private static final String SIGN_IN = "/oauth2/authorization/edgewatch";

  @Test
  void whoFindsTheIssuerSignsPeopleIn() {
    try (GuardedConsole console = GuardedConsole.discovering(issuer -> issuer)) {
      Visitor ann = console.visitor();
      URI authorization = ann.sentToTheProvider("/");

      ann.get(ann.callback(authorization, console.provider().agreed(authorization, "ann")));

      assertThat(ann.isSignedIn()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "", "%s/", "%s@evil.example"})
  void whoFindsAnotherOneSendsNobodyThere(String said) {
    try (GuardedConsole console =
        GuardedConsole.discovering(issuer -> said.replace("%s", issuer))) {
      Visitor ann = console.visitor();

      HttpResponse<String> refused = ann.get(SIGN_IN);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(Visitor.location(refused)).isEmpty();
      assertThat(refused.body())
          .contains("identity provider")
          .doesNotContain("Exception", "evil.example");
      assertThat(ann.isSignedIn()).isFalse();
    }
  }
}
