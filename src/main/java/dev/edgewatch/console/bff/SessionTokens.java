package dev.edgewatch.console.bff;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * The tokens of one signed-in session. They stay on the server; the access token is renewed shortly
 * before it expires, by one request however many calls wait for it. That is also how the provider
 * says that somebody may not be here any more. Thread-safe; {@link #accessToken()} and {@link
 * #renewInTime()} may block for that request.
 */
final class SessionTokens {
  private static final Duration AFTER_SILENCE = Duration.ofSeconds(5);

  /** Spring Security's error code when no well-formed answer came, as opposed to a refusal. */
  private static final String PROVIDER_SILENT = "invalid_token_response";

  private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> provider;
  private final Clock clock;
  private final ReentrantLock renewing = new ReentrantLock();
  private final Runnable onOver;
  private volatile OAuth2AuthorizedClient tokens;
  private volatile boolean ended;
  private volatile Instant silentUntil = Instant.MIN;

  /**
   * @param onOver called once when the provider does not renew them any more; must not block
   */
  SessionTokens(
      OAuth2AuthorizedClient tokens,
      OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> provider,
      Clock clock,
      Runnable onOver) {
    this.onOver = onOver;
    this.tokens = tokens;
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * A token that is valid for a while; refuses with UNAUTHENTICATED when the provider does not
   * renew it any more.
   */
  String accessToken() {
    if (renewalIsDue()) {
      renewing.lock();
      try {
        if (renewalIsDue()) {
          renew();
        }
      } finally {
        renewing.unlock();
      }
    }
    return tokens.getAccessToken().getTokenValue();
  }

  /** Whether {@link #renewInTime} has something to do. */
  boolean wantsRenewal() {
    return !ended && renewalIsDue() && clock.instant().isAfter(silentUntil);
  }

  /**
   * Renews what is about to expire although nobody calls; nothing while somebody else does. A
   * refusal ends the sign-in as it does for a caller; a provider that is silent is asked again.
   */
  void renewInTime() {
    if (!renewing.tryLock()) {
      return;
    }
    try {
      if (wantsRenewal()) {
        renew();
      }
    } catch (RefusalException noToken) {
      // Over, and whom that concerns has been told; or silent.
    } finally {
      renewing.unlock();
    }
  }

  /** Without a refresh token there is no other one, and this one is used to its end. */
  private boolean renewalIsDue() {
    OAuth2AuthorizedClient present = tokens;
    OAuth2AccessToken token = present.getAccessToken();
    Instant expiry = token.getExpiresAt();
    Instant limit =
        present.getRefreshToken() == null && expiry != null ? expiry : TokenAge.limit(token);
    return ended || clock.instant().isAfter(limit);
  }

  private void renew() {
    OAuth2AuthorizedClient before = tokens;
    @Nullable OAuth2RefreshToken refreshToken = before.getRefreshToken();
    if (ended) {
      throw over();
    }
    if (refreshToken == null) {
      throw end();
    }
    try {
      OAuth2AccessTokenResponse answer =
          provider.getTokenResponse(
              new OAuth2RefreshTokenGrantRequest(
                  before.getClientRegistration(), before.getAccessToken(), refreshToken));
      OAuth2RefreshToken rotated = answer.getRefreshToken();
      tokens =
          new OAuth2AuthorizedClient(
              before.getClientRegistration(),
              before.getPrincipalName(),
              answer.getAccessToken(),
              rotated == null ? refreshToken : rotated);
    } catch (OAuth2AuthorizationException refused) {
      if (PROVIDER_SILENT.equals(refused.getError().getErrorCode())) {
        silentUntil = clock.instant().plus(AFTER_SILENCE);
        throw new Refusal.Unavailable(
                "IDENTITY_PROVIDER_SILENT", "The identity provider does not answer", AFTER_SILENCE)
            .exception();
      }
      throw end();
    }
  }

  private RuntimeException end() {
    ended = true;
    onOver.run();
    return over();
  }

  private static RuntimeException over() {
    return new Refusal.Unauthenticated("SESSION_OVER", "The sign-in has ended; sign in again")
        .exception();
  }
}
