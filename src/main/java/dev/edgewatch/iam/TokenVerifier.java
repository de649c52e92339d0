package dev.edgewatch.iam;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;

/**
 * Verifies OIDC access tokens (RFC 9068, RFC 8725): RS256 only, key by the issuer's JWKS only,
 * issuer, audience and expiry with 60 s of tolerance. Keys are cached and fetched again when an
 * unknown key id turns up, at most every few seconds; when the issuer is away, known keys go on for
 * an hour. Verified tokens are remembered for up to a minute. Thread-safe; may block for two
 * seconds while keys are fetched.
 */
public final class TokenVerifier {
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final DefaultJWTProcessor<SecurityContext> accessTokens;
  private final DefaultJWTProcessor<SecurityContext> idTokens;
  private final VerifiedTokens<Principal> verified;

  public TokenVerifier(OidcSettings settings, Clock clock) {
    this.verified = new VerifiedTokens<>(clock);
    JWKSource<SecurityContext> keys = keys(settings);
    this.accessTokens = processor(keys, settings.issuer(), settings.audience(), clock);
    this.idTokens = processor(keys, settings.issuer(), settings.idTokenAudience(), clock);
  }

  private static DefaultJWTProcessor<SecurityContext> processor(
      JWKSource<SecurityContext> keys, String issuer, String audience, Clock clock) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    processor.setJWTClaimsSetVerifier(claims(issuer, audience, clock));
    return processor;
  }

  /**
   * The principal of an access token that is a signed JWT. Refuses with UNAUTHENTICATED when it is
   * not acceptable, with UNAVAILABLE when the issuer's keys cannot be had.
   */
  Principal verify(String token, SignedJWT signed) {
    return verified.find(token).orElseGet(() -> verifyNew(token, signed));
  }

  private Principal verifyNew(String token, SignedJWT signed) {
    JWTClaimsSet claims = claims(accessTokens, signed);
    Principal principal = Claims.principal(claims);
    verified.remember(token, principal, claims.getExpirationTime().toInstant().plus(SKEW));
    return principal;
  }

  IdClaims verifyIdToken(SignedJWT signed) {
    try {
      return IdClaims.of(claims(idTokens, signed));
    } catch (ParseException wrongType) {
      throw refused("TOKEN_REFUSED", "a claim of the ID token is of the wrong type");
    }
  }

  private static JWTClaimsSet claims(
      DefaultJWTProcessor<SecurityContext> processor, SignedJWT signed) {
    try {
      return processor.process(signed, null);
    } catch (RateLimitReachedException unknownKey) {
      throw refused("TOKEN_REFUSED", "the token is signed with an unknown key");
    } catch (BadJOSEException bad) {
      throw refused("TOKEN_REFUSED", "the token is not acceptable: " + bad.getMessage());
    } catch (KeySourceException issuerAway) {
      throw new Refusal.Unavailable(
              "ISSUER_UNREACHABLE",
              "the keys of the token issuer cannot be fetched at the moment",
              Duration.ofSeconds(2))
          .exception();
    } catch (JOSEException broken) {
      throw refused("TOKEN_REFUSED", "the signature of the token cannot be checked");
    }
  }

  /** A header that brings its own key, or says where to fetch it, is an attack and nothing else. */
  static void refuseKeyOfCaller(JWSHeader header) {
    if (header.getJWKURL() != null || header.getX509CertURL() != null || header.getJWK() != null) {
      throw refused(
          "TOKEN_REFUSED",
          "the access token names a key of its own; expected a key id of the issuer");
    }
  }

  private static JWKSource<SecurityContext> keys(OidcSettings settings) {
    try {
      return JWKSourceBuilder.create(
              settings.jwksUri().toURL(), new DefaultResourceRetriever(2_000, 2_000, 64 * 1024))
          .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(10).toMillis())
          .rateLimited(Duration.ofSeconds(5).toMillis())
          .retrying(true)
          .outageTolerant(Duration.ofHours(1).toMillis())
          .build();
    } catch (MalformedURLException notAddress) {
      throw new IllegalArgumentException(
          "OIDC JWKS URI is '" + settings.jwksUri() + "'; expected an address", notAddress);
    }
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      String issuer, String audience, Clock clock) {
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(
            audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew((int) SKEW.toSeconds());
    return verifier;
  }

  private static RefusalException refused(String reason, String message) {
    return new Refusal.Unauthenticated(reason, message).exception();
  }
}
