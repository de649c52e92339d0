package dev.edgewatch.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
  private static TestIssuer issuer;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  private TokenVerifier verifier;

  @BeforeEach
  void newVerifier() {
    verifier = new TokenVerifier(issuer.settings(), Clock.systemUTC());
  }

  private Principal verify(String token) {
    return NoKeys.with(verifier).ofToken(token);
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> verify(token))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Unauthenticated.class));
  }

  @Test
  void tokensTellWhoCalls() {
    assertThat(verify(issuer.person("ann@acme.example")))
        .isEqualTo(
            new Principal.User(
                issuer.issuer(), "ann@acme.example", Optional.of("ann@acme.example")));
    assertThat(verify(issuer.client("agents"))).isEqualTo(new Principal.Client("agents"));
    assertThat(verify(issuer.role("operator"))).isEqualTo(new Principal.Operator("test-operator"));
    assertThat(verify(issuer.role("region"))).isEqualTo(new Principal.Region("test-region"));
  }

  @Test
  void nobodyComesInWithoutToken() {
    assertThatThrownBy(() -> NoKeys.with(verifier).ofHeader("Basic YTpi"))
        .isInstanceOf(RefusalException.class);
    assertRefused("");
    assertRefused("not.a.token");
  }

  @Test
  void unsignedTokensAreRefused() {
    assertRefused(new PlainJWT(issuer.claims("ann").build()).serialize());
  }

  @Test
  void symmetricSignaturesWithThePublicKeyAreRefused() throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(issuer.key().getKeyID()).build(),
            issuer.claims("ann").build());
    token.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));
    assertRefused(token.serialize());
  }

  @Test
  void otherRsaAlgorithmsAreRefused() {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(issuer.key().getKeyID()).build();
    assertRefused(TestIssuer.signed(header, issuer.claims("ann").build(), issuer.key()));
  }

  @Test
  void signaturesOfOtherKeysAreRefused() {
    RSAKey foreign = TestIssuer.newKey();
    JWSHeader pretending =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(issuer.key().getKeyID()).build();
    assertRefused(TestIssuer.signed(pretending, issuer.claims("ann").build(), foreign));
    JWSHeader unknown = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(foreign.getKeyID()).build();
    assertRefused(TestIssuer.signed(unknown, issuer.claims("ann").build(), foreign));
  }

  @Test
  void keysThatATokenBringsAlongAreRefused() {
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(issuer.key().getKeyID());
    URI elsewhere = URI.create("https://attacker.example/keys");
    assertRefused(
        TestIssuer.signed(
            header.jwkURL(elsewhere).build(), issuer.claims("ann").build(), issuer.key()));
    assertRefused(
        TestIssuer.signed(
            header.jwkURL(null).x509CertURL(elsewhere).build(),
            issuer.claims("ann").build(),
            issuer.key()));
    assertRefused(
        TestIssuer.signed(
            header.x509CertURL(null).jwk(issuer.key().toPublicJWK()).build(),
            issuer.claims("ann").build(),
            issuer.key()));
  }

  @Test
  void manyUnknownKeyIdsDoNotAskTheIssuerEachTime() {
    int before = issuer.keyRequests();
    RSAKey foreign = TestIssuer.newKey();
    for (int i = 0; i < 50; i++) {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown" + i).build();
      assertRefused(TestIssuer.signed(header, issuer.claims("ann").build(), foreign));
    }
    assertThat(issuer.keyRequests() - before).isLessThan(5);
  }

  @Test
  void foreignIssuersAndAudiencesAreRefused() {
    assertRefused(issuer.signed(issuer.claims("ann").issuer("https://elsewhere.example").build()));
    assertRefused(issuer.signed(issuer.claims("ann").audience("somebody-else").build()));
    assertRefused(
        issuer.signed(
            new JWTClaimsSet.Builder(issuer.claims("ann").build())
                .audience((String) null)
                .build()));
  }

  @Test
  void expiryIsToleratedForAMinute() {
    Instant now = Instant.now();
    assertThat(
            verify(
                issuer.signed(
                    issuer.claims("ann").expirationTime(Date.from(now.minusSeconds(30))).build())))
        .isNotNull();
    assertRefused(
        issuer.signed(
            issuer.claims("ann").expirationTime(Date.from(now.minusSeconds(70))).build()));
    assertRefused(
        issuer.signed(issuer.claims("ann").notBeforeTime(Date.from(now.plusSeconds(70))).build()));
    assertRefused(issuer.signed(issuer.claims("ann").expirationTime(null).build()));
  }

  @Test
  void rememberedTokensExpireToo() {
    Instant[] now = {Instant.now()};
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now[0];
          }
        };
    Authenticator remembering = NoKeys.with(new TokenVerifier(issuer.settings(), clock));
    String token =
        issuer.signed(
            issuer.claims("ann").expirationTime(Date.from(now[0].plusSeconds(10))).build());
    assertThat(remembering.ofToken(token)).isNotNull();
    now[0] = now[0].plusSeconds(69);
    assertThat(remembering.ofToken(token)).isNotNull();
    now[0] = now[0].plusSeconds(3);
    assertThatThrownBy(() -> remembering.ofToken(token)).isInstanceOf(RefusalException.class);
  }

  @Test
  void anIssuerThatIsAwayIsNotTheCallersFault() {
    OidcSettings away =
        new OidcSettings(
            issuer.issuer(), URI.create("http://localhost:1/jwks"), TestIssuer.AUDIENCE);
    Authenticator verifying = NoKeys.with(new TokenVerifier(away, Clock.systemUTC()));
    assertThatThrownBy(() -> verifying.ofToken(issuer.person("ann@acme.example")))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Unavailable.class));
  }
}
