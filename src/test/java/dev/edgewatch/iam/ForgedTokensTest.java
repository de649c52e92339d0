package dev.edgewatch.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like an access token and is none (quality/reliability.md, T11 and T12). */
class ForgedTokensTest {
  private static TestIssuer issuer;
  private static TestIssuer attacker;
  private static Authenticator region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    attacker = new TestIssuer();
    region = NoKeys.with(new TokenVerifier(issuer.settings(), Clock.systemUTC()));
  }

  @AfterAll
  static void stop() {
    attacker.close();
    issuer.close();
  }

  private static void assertRefused(String token) {
    assertThatThrownBy(() -> region.ofToken(token))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Unauthenticated.class));
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID(issuer.key().getKeyID());
  }

  private static JWTClaimsSet ann() {
    return issuer.claims("ann").build();
  }

  @Test
  void otherAlgorithmsAreRefusedAlsoWithTheRightKey() throws JOSEException {
    for (JWSAlgorithm other : new JWSAlgorithm[] {JWSAlgorithm.PS256, JWSAlgorithm.RS384}) {
      assertRefused(TestIssuer.signed(header(other).build(), ann(), issuer.key()));
    }
    SignedJWT curve = new SignedJWT(header(JWSAlgorithm.ES256).build(), ann());
    curve.sign(
        new ECDSASigner(new ECKeyGenerator(Curve.P_256).keyID(issuer.key().getKeyID()).generate()));
    assertRefused(curve.serialize());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../dev/null",
        "/etc/passwd",
        "file:///etc/passwd",
        "' OR '1'='1",
        "projects/x/regions/../serviceAccounts/a/serviceAccountKeys/../../..",
        "projects//serviceAccountKeys/",
        " "
      })
  void aKeyIdIsANameAndNoWayToAKey(String keyId) {
    JWSHeader named = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
    assertRefused(TestIssuer.signed(named, ann(), attacker.key()));
  }

  @Test
  void withoutItsSignatureATokenIsNothing() {
    String token = issuer.person("ann@acme.example");
    String unsigned = token.substring(0, token.lastIndexOf('.'));
    assertThat(region.ofToken(token)).isNotNull();

    assertRefused(unsigned + ".");
    assertRefused(unsigned);
    assertRefused(unsigned + ".AA");
    assertRefused(token + ".");
    assertRefused(token + "AA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sub\":\"ann\",\"sub\":\"bob\",%s}",
        "{%s,\"sub\":\"ann\",\"exp\":1,\"exp\":99999999999}",
        "{%s,\"sub\":\"ann\",\"aud\":\"another\"}"
      })
  void aTokenThatSaysSomethingTwiceIsRefused(String claims) throws Exception {
    String rest =
        "\"iss\":\"%s\",\"aud\":\"%s\",\"exp\":99999999999"
            .formatted(issuer.issuer(), TestIssuer.AUDIENCE);
    JWSObject token =
        new JWSObject(header(JWSAlgorithm.RS256).build(), new Payload(claims.formatted(rest)));
    token.sign(new RSASSASigner(issuer.key()));
    assertRefused(token.serialize());
  }

  @Test
  void aTokenOfAMegabyteIsRefused() {
    String huge = issuer.signed(issuer.claims("ann").claim("x", "x".repeat(1 << 20)).build());

    assertThatThrownBy(() -> region.ofHeader("Bearer " + huge))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("not acceptable");
    assertRefused("a".repeat(1 << 20));
    assertRefused(".".repeat(1 << 20));
  }

  /** The other keys would verify it, if anybody asked for them. */
  @Test
  void nobodyAsksForKeysWhereATokenSaysThatTheyAre() {
    URI elsewhere = URI.create(attacker.issuer() + "/jwks");
    for (JWSHeader.Builder header :
        new JWSHeader.Builder[] {
          header(JWSAlgorithm.RS256).jwkURL(elsewhere),
          header(JWSAlgorithm.RS256).x509CertURL(elsewhere),
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID("projects/p/serviceAccounts/a/serviceAccountKeys/k")
              .jwkURL(elsewhere)
        }) {
      assertRefused(TestIssuer.signed(header.build(), ann(), attacker.key()));
    }
    assertRefused(attacker.signed(attacker.claims("ann").build()));
    assertThat(attacker.keyRequests()).isZero();
  }

  /** As the provider signs it for the console (OpenID Connect Core 1.0, section 2). */
  @Test
  void anIdTokenIsNoAccessTokenAndTheOtherWayRound() throws ParseException {
    String idToken =
        issuer.signed(
            issuer
                .claims("ann")
                .audience("edgewatch-console")
                .claim("azp", "edgewatch-console")
                .claim("nonce", "n-0S6_WzA2Mj")
                .claim("at_hash", "77QmUPtjPfzWtF2AnpK9RQ")
                .claim("email", "ann@acme.example")
                .claim("email_verified", true)
                .build());

    assertThat(region.ofIdToken(idToken)).isNotNull();
    assertRefused(idToken);
    assertThatThrownBy(() -> region.ofIdToken(issuer.person("ann@acme.example")))
        .isInstanceOf(RefusalException.class);
  }
}
