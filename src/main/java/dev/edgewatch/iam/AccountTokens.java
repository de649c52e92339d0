package dev.edgewatch.iam;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Verifies what service accounts say about themselves (contract section 11.1): tokens that they
 * sign with their key, RS256 only, and API keys. A token names its key by {@code kid}, its account
 * by {@code iss} and {@code sub}, and one of our domains by {@code aud}; it is good for an hour at
 * most. Clocks may differ by 60 s (gaps E1). Thread-safe, never blocks.
 */
public final class AccountTokens {
  /** Reason of the refusal when a key is not known here, or not yet. */
  private static final String UNKNOWN = "KEY_UNKNOWN";

  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofHours(1);

  private final AccountKeys keys;
  private final OwnDomains domains;
  private final Clock clock;
  private final VerifiedTokens<AccountKey> verified;

  public AccountTokens(AccountKeys keys, OwnDomains domains, Clock clock) {
    this.keys = keys;
    this.domains = domains;
    this.clock = clock;
    this.verified = new VerifiedTokens<>(clock);
  }

  public AccountKeys keys() {
    return keys;
  }

  /** Whether a token is said to be signed by a key of a service account. */
  static boolean isOfAccount(JWSHeader header) {
    String key = header.getKeyID();
    return key != null && key.startsWith("projects/") && key.contains("/serviceAccountKeys/");
  }

  Principal verifyApiKey(String apiKey) {
    AccountKey key =
        keys.ofApiKey(apiKey).orElseThrow(() -> refused(UNKNOWN, "the API key is not known"));
    requireValid(key);
    return key.principal();
  }

  Principal verify(String token, SignedJWT signed) {
    String name = signed.getHeader().getKeyID();
    AccountKey key =
        keys.find(name)
            .orElseThrow(() -> refused(UNKNOWN, "the access token is signed with an unknown key"));
    requireValid(key);
    if (verified.find(token).filter(key::equals).isEmpty()) {
      Instant expiry = verifyNew(signed, key);
      verified.remember(token, key, expiry.plus(SKEW));
    }
    return key.principal();
  }

  /** Refuses a caller whose key or account does not count any more. */
  void requireStill(Principal.ServiceAccount caller) {
    requireValid(
        keys.find(caller.key())
            .orElseThrow(() -> refused(UNKNOWN, "the key of the caller was deleted")));
  }

  private void requireValid(AccountKey key) {
    if (!key.isValidAt(clock.instant())) {
      throw refused("KEY_NOT_VALID", "the key of the caller is not valid yet, or not any more");
    }
  }

  private Instant verifyNew(SignedJWT signed, AccountKey key) {
    try {
      requireSigned(signed, key);
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      require(
          key.email().equals(claims.getIssuer()) && key.email().equals(claims.getSubject()),
          "its iss and sub are not the e-mail address of the account of its key");
      require(
          claims.getAudience().stream().anyMatch(domains::isAudience),
          "its aud is none of the domains of this deployment");
      return requireTimes(claims);
    } catch (ParseException malformed) {
      throw refused("TOKEN_MALFORMED", "the claims of the access token cannot be read");
    }
  }

  private static void requireSigned(SignedJWT signed, AccountKey key) {
    JWSHeader header = signed.getHeader();
    JOSEObjectType type = header.getType();
    require(JWSAlgorithm.RS256.equals(header.getAlgorithm()), "its alg is not RS256");
    require(type == null || JOSEObjectType.JWT.equals(type), "its typ is not JWT");
    Optional<RSAPublicKey> publicKey = RsaKeys.publicKey(key.key().getPublicKeyData());
    try {
      require(
          publicKey.isPresent() && signed.verify(new RSASSAVerifier(publicKey.get())),
          "its signature is not that of its key");
    } catch (JOSEException unfit) {
      throw refused("TOKEN_REFUSED", "the signature of the access token cannot be checked");
    }
  }

  private Instant requireTimes(JWTClaimsSet claims) {
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    require(issued != null && expires != null, "it has no iat or no exp");
    Instant from = claims.getIssueTime().toInstant();
    Instant until = claims.getExpirationTime().toInstant();
    Instant now = clock.instant();
    require(Duration.between(from, until).compareTo(LIFE.plus(SKEW)) <= 0, "it is good too long");
    require(now.isBefore(until.plus(SKEW)), "it has expired");
    require(!from.isAfter(now.plus(SKEW)), "its iat is in the future");
    Date notBefore = claims.getNotBeforeTime();
    require(
        notBefore == null || !notBefore.toInstant().isAfter(now.plus(SKEW)),
        "its nbf is in the future");
    return until;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw refused("TOKEN_REFUSED", "the access token is not acceptable: " + otherwise);
    }
  }

  private static RefusalException refused(String reason, String message) {
    return new Refusal.Unauthenticated(reason, message).exception();
  }
}
