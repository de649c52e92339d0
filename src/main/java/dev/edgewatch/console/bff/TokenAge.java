package dev.edgewatch.console.bff;

import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * When an access token is too old to be used for a call: a while before it expires, so that it is
 * still good where it arrives. Of a short life that is a share; a token is always used for most of
 * its life, or everybody who needs one would ask the provider anew.
 */
final class TokenAge {
  private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
  private static final int SHARE = 3;

  private TokenAge() {}

  /** From then on another one is needed; never when the provider does not say how long it lives. */
  static Instant limit(OAuth2AccessToken token) {
    Instant expiry = token.getExpiresAt();
    if (expiry == null) {
      return Instant.MAX;
    }
    Instant issued = token.getIssuedAt();
    Duration share =
        issued == null ? BEFORE_EXPIRY : Duration.between(issued, expiry).dividedBy(SHARE);
    return expiry.minus(share.compareTo(BEFORE_EXPIRY) < 0 ? share : BEFORE_EXPIRY);
  }
}
