package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.edgewatch.AdjustableClock;
import dev.edgewatch.console.ScriptedProvider;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Renewing tokens with a provider that takes each refresh token once (RFC 9700, section 4.14). */
class SessionTokensTest {
  private static final int CALLERS = 50;

  private final ScriptedProvider provider = new ScriptedProvider();
  private final AdjustableClock time = new AdjustableClock();
  private final AtomicInteger ends = new AtomicInteger();
  private final SessionTokens tokens =
      new SessionTokens(
          signedIn(), new RestClientRefreshTokenTokenResponseClient(), time, ends::incrementAndGet);

  @AfterEach
  void stop() {
    provider.close();
  }

  private OAuth2AuthorizedClient signedIn() {
    var registration =
        ClientRegistration.withRegistrationId("edgewatch")
            .clientId(ScriptedProvider.CLIENT)
            .clientSecret(ScriptedProvider.SECRET)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("http://localhost/login/oauth2/code/edgewatch")
            .authorizationUri(provider.issuer() + "/authorize")
            .tokenUri(provider.issuer() + "/token")
            .build();
    var access =
        new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER,
            "first",
            time.instant(),
            time.instant().plus(Duration.ofMinutes(5)));
    var refresh = new OAuth2RefreshToken(provider.refreshToken("ann"), time.instant());
    return new OAuth2AuthorizedClient(registration, "ann", access, refresh);
  }

  @Test
  void aTokenThatIsGoodForAWhileIsUsed() {
    time.advance(Duration.ofMinutes(4));

    assertThat(tokens.accessToken()).isEqualTo("first");
    assertThat(provider.renewals()).isZero();
  }

  @Test
  void anyNumberOfCallersRenewOnce() throws Exception {
    time.advance(Duration.ofMinutes(6));
    CountDownLatch allCame = new CountDownLatch(CALLERS);
    provider.beforeRenewal(() -> awaitAll(allCame));

    Set<String> got = callAtOnce(allCame);

    assertThat(got).hasSize(1).doesNotContain("first");
    assertThat(provider.renewals()).isEqualTo(1);
    assertThat(provider.reuses()).isZero();
  }

  @Test
  void theNextRenewalUsesTheNextRefreshToken() {
    for (int i = 1; i <= 5; i++) {
      time.advance(Duration.ofHours(2));
      tokens.accessToken();
      assertThat(provider.renewals()).isEqualTo(i);
    }
    assertThat(provider.reuses()).isZero();
    assertThat(ends).hasValue(0);
  }

  @Test
  void aRefusalEndsTheSessionOnceAndForAll() {
    provider.lockOut();
    time.advance(Duration.ofMinutes(6));

    for (int i = 0; i < 3; i++) {
      assertThat(refusal()).isInstanceOf(Refusal.Unauthenticated.class);
    }
    assertThat(ends).hasValue(1);
  }

  @Test
  void aProviderThatDoesNotAnswerEndsNothing() {
    provider.close();
    time.advance(Duration.ofMinutes(6));

    assertThat(refusal()).isInstanceOf(Refusal.Unavailable.class);
    assertThat(ends).hasValue(0);
  }

  private Refusal refusal() {
    return catchThrowableOfType(RefusalException.class, tokens::accessToken).refusal();
  }

  private Set<String> callAtOnce(CountDownLatch allCame)
      throws InterruptedException, ExecutionException {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Callable<String> call =
            () -> {
              allCame.countDown();
              return tokens.accessToken();
            };
        answers.add(callers.submit(call));
      }
      Set<String> got = new HashSet<>();
      for (Future<String> answer : answers) {
        got.add(answer.get());
      }
      return got;
    }
  }

  private static void awaitAll(CountDownLatch allCame) {
    try {
      allCame.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
