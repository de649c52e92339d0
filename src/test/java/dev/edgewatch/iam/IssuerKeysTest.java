package dev.edgewatch.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fetching the keys of the provider, when all goes well and when it does not (T13). */
class IssuerKeysTest {
  private static final int CALLERS = 50;
  private static final int TOO_MANY = 10_000;

  private TestIssuer issuer;
  private Authenticator region;

  @BeforeEach
  void start() {
    issuer = new TestIssuer();
    region = NoKeys.with(new TokenVerifier(issuer.settings(), Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private String ann() {
    return issuer.person("ann@acme.example");
  }

  private static Refusal refusal(Authenticator region, String token) {
    try {
      region.ofToken(token);
    } catch (RefusalException refused) {
      return refused.refusal();
    }
    throw new AssertionError("the token was expected to be refused");
  }

  private static String signedBy(RSAKey key, TestIssuer issuer) {
    return TestIssuer.signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
        issuer.claims("ann").build(),
        key);
  }

  @Test
  void goodTokensAreGoodWhileTheIssuerIsAway() {
    region.ofToken(ann());
    issuer.close();

    for (int call = 0; call < CALLERS; call++) {
      assertThat(region.ofToken(ann())).isInstanceOf(Principal.User.class);
    }
    // Somebody else's may be of a new key, so it is not his fault either.
    assertThatThrownBy(() -> region.ofToken(signedBy(TestIssuer.newKey(), issuer)))
        .isInstanceOf(RefusalException.class);
    assertThat(region.ofToken(ann())).isInstanceOf(Principal.User.class);
  }

  @Test
  void manyCallersFetchTheKeysOnce() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Principal>> came = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        String token = ann();
        came.add(callers.submit(() -> region.ofToken(token)));
      }
      for (Future<Principal> one : came) {
        assertThat(one.get()).isInstanceOf(Principal.User.class);
      }
    }
    assertThat(issuer.keyRequests()).isEqualTo(1);
  }

  @Test
  void aNewKeyIsFetchedWhenATokenIsSignedWithIt() {
    region.ofToken(ann());
    RSAKey next = TestIssuer.newKey();
    issuer.publish(
        new JWKSet(List.<JWK>of(issuer.key().toPublicJWK(), next.toPublicJWK())).toString());

    assertThat(region.ofToken(signedBy(next, issuer))).isInstanceOf(Principal.Client.class);
    assertThat(region.ofToken(ann())).isInstanceOf(Principal.User.class);
    assertThat(issuer.keyRequests()).isEqualTo(2);
  }

  /** They are more than is read; what is known already goes on. */
  @Test
  void moreKeysThanAnybodyHasAreNotTaken() {
    String good = ann();
    region.ofToken(good);
    RSAKey listed = TestIssuer.newKey();
    List<JWK> keys =
        IntStream.range(0, TOO_MANY)
            .<JWK>mapToObj(
                number -> new RSAKey.Builder(listed.toPublicJWK()).keyID("k" + number).build())
            .toList();
    issuer.publish(new JWKSet(keys).toString());

    String last = signedBy(new RSAKey.Builder(listed).keyID("k9999").build(), issuer);
    assertThat(refusal(region, last)).isNotInstanceOf(Refusal.Denied.class);
    assertThat(region.ofToken(ann())).isInstanceOf(Principal.User.class);
    Authenticator without = NoKeys.with(new TokenVerifier(issuer.settings(), Clock.systemUTC()));
    assertThat(refusal(without, ann())).isInstanceOf(Refusal.Unavailable.class);
  }
}
