package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.console.ScriptedProvider;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;

/** The token that the console has for itself. */
class OwnTokenTest {

  @Test
  void itIsUsedForMostOfItsLifeHoweverShortThatIs() {
    try (ScriptedProvider provider = new ScriptedProvider()) {
      provider.accessTokensLast(Duration.ofSeconds(20));
      OwnToken own =
          new OwnToken(
              new InMemoryClientRegistrationRepository(Registered.at(provider)), Clock.systemUTC());
      String first = own.value();

      for (int call = 0; call < 10; call++) {
        assertThat(own.value()).isEqualTo(first);
      }
      assertThat(provider.ownTokens()).isEqualTo(1);
    }
  }
}
