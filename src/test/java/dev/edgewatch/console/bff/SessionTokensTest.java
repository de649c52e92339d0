package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.edgewatch.AdjustableClock;
import dev.edgewatch.console.ScriptedProvider;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Timeout;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

/** Renewing tokens with a provider that takes each refresh token once (RFC 9700, section 4.14). */
class SessionTokensTest {
  private static final int CALLERS = 50;

  private final ScriptedProvider provider = new ScriptedProvider();
  private final AdjustableClock time = new AdjustableClock();
  private final AtomicInteger ends = new AtomicInteger();
  private final SessionTokens tokens =
      new SessionTokens(
          signedIn(), new IdentityProvider().tokenRenewal(), time, ends::incrementAndGet);

  @AfterEach
  void stop() {
    provider.close();
  }

  private OAuth2AuthorizedClient signedIn() {
    return Registered.signedIn(provider, "ann", "first", time.instant(), Duration.ofMinutes(5));
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
    provider.beforeTokens(() -> awaitAll(allCame));

    Set<String> got = callAtOnce(tokens, allCame);

    assertThat(got).hasSize(1).doesNotContain("first");
    assertThat(provider.renewals()).isEqualTo(1);
    assertThat(provider.reuses()).isZero();
  }

  /** Ten seconds are less than the time before which others are renewed. */
  @Test
  void aTokenOfAShortLifeIsUsedForMostOfItAndThenRenewedOnceToo() throws Exception {
    Duration life = Duration.ofSeconds(10);
    provider.accessTokensLast(life);
    Instant now = Instant.now();
    SessionTokens young = tokensThatBegan(now.minusSeconds(5), life);
    SessionTokens old = tokensThatBegan(now.minusSeconds(8), life);

    assertThat(young.accessToken()).isEqualTo("first");
    CountDownLatch allCame = new CountDownLatch(CALLERS);
    provider.beforeTokens(() -> awaitAll(allCame));
    assertThat(callAtOnce(old, allCame)).hasSize(1).doesNotContain("first");
    assertThat(provider.renewals()).isEqualTo(1);
  }

  private SessionTokens tokensThatBegan(Instant then, Duration life) {
    return new SessionTokens(
        Registered.signedIn(provider, "ann", "first", then, life),
        new IdentityProvider().tokenRenewal(),
        Clock.systemUTC(),
        ends::incrementAndGet);
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

  @Test
  void whatNobodyCallsForIsRenewedInTimeAndNotBefore() {
    tokens.renewInTime();
    assertThat(provider.renewals()).isZero();

    time.advance(Duration.ofMinutes(5).minusSeconds(20));
    assertThat(tokens.wantsRenewal()).isTrue();
    tokens.renewInTime();

    assertThat(provider.renewals()).isEqualTo(1);
    assertThat(tokens.wantsRenewal()).isFalse();
  }

  @Test
  void aRefusalEndsTheSessionAlsoWhenNobodyCalls() {
    provider.lockOut();
    time.advance(Duration.ofMinutes(6));

    tokens.renewInTime();
    tokens.renewInTime();

    assertThat(ends).hasValue(1);
    assertThat(tokens.wantsRenewal()).isFalse();
  }

  @Test
  @Timeout(60)
  void aProviderThatTakesTheCallAndSaysNothingKeepsNobodyForGood() {
    CountDownLatch speaks = new CountDownLatch(1);
    provider.beforeTokens(() -> awaitAll(speaks));
    time.advance(Duration.ofMinutes(6));

    assertThat(refusal()).isInstanceOf(Refusal.Unavailable.class);
    assertThat(ends).hasValue(0);
    speaks.countDown();
  }

  @Test
  void aProviderThatIsSilentIsLeftAloneForAWhile() {
    provider.close();
    time.advance(Duration.ofMinutes(6));

    tokens.renewInTime();
    assertThat(tokens.wantsRenewal()).isFalse();
    time.advance(Duration.ofSeconds(6));
    assertThat(tokens.wantsRenewal()).isTrue();
    assertThat(ends).hasValue(0);
  }

  @Test
  void aTokenThatCannotBeRenewedIsUsedToItsEndAndThenTheSessionIsOver() {
    OAuth2AuthorizedClient whole = signedIn();
    SessionTokens last =
        new SessionTokens(
            new OAuth2AuthorizedClient(
                whole.getClientRegistration(), "ann", whole.getAccessToken()),
            new IdentityProvider().tokenRenewal(),
            time,
            ends::incrementAndGet);

    time.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(last.accessToken()).isEqualTo("first");
    assertThat(last.wantsRenewal()).isFalse();
    time.advance(Duration.ofSeconds(2));
    last.renewInTime();

    assertThat(ends).hasValue(1);
    assertThatThrownBy(last::accessToken).isInstanceOf(RefusalException.class);
  }

  private Refusal refusal() {
    return catchThrowableOfType(RefusalException.class, tokens::accessToken).refusal();
  }

  private Set<String> callAtOnce(SessionTokens tokens, CountDownLatch allCame)
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
