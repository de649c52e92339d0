package dev.edgewatch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.JsonFormat;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.edgewatch.api.api.ServiceAccount;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.routing.Headers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of each kind send to a real server (contract section 11.1). */
class ServiceAccountTokensTest {
  private static final String EMAIL = "robot@p.us-west2.serviceaccounts.iam.edgelq.com";
  private static final String KEY =
      "projects/p/regions/us-west2/serviceAccounts/robot/serviceAccountKeys/k1";

  /** Bytes of a PKCS#8 RSA key before the PKCS#1 key in it. */
  private static final int PKCS8_HEAD = 26;

  private static KeyPair keys;

  private final ScriptedRegion region = new ScriptedRegion(Devices.TYPE);
  private final TestClient client = new TestClient(region.endpoint());
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  @TempDir Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
  }

  @AfterEach
  void stop() {
    client.close();
    region.close();
  }

  @Test
  void aServiceAccountSignsATokenForTheHostItCalls() throws Exception {
    String sent = authorizationOfAGet(ForwardContext.of(tokens(pkcs8()))).orElseThrow();

    SignedJWT token = SignedJWT.parse(sent.substring("Bearer ".length()));
    assertThat(token.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic()))).isTrue();
    assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    assertThat(token.getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
    assertThat(token.getHeader().getKeyID()).isEqualTo(KEY);
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(EMAIL);
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(EMAIL);
    assertThat(token.getJWTClaimsSet().getAudience())
        .containsExactly("https://" + region.endpoint() + "/");
    assertThat(token.getJWTClaimsSet().getIssueTime()).isEqualTo(now);
    assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(now.plusSeconds(3600));
  }

  @Test
  void aStreamCarriesTheSameTokenAsACall() throws Exception {
    ForwardContext robot = ForwardContext.of(tokens(pkcs8()));
    String sent = authorizationOfAGet(robot).orElseThrow();
    try (var _ =
        client
            .devices(robot)
            .watchPage(
                WatchManyRequest.page(
                    Devices.PARENT, "", "", "", 5, FieldMask.getDefaultInstance()),
                new Silent())) {
      assertThat(region.next().headers.get(Headers.AUTHORIZATION)).isEqualTo(sent);
    }
  }

  @Test
  void aKeyInTheOlderFormIsReadToo() throws Exception {
    byte[] encoded = keys.getPrivate().getEncoded();
    String pkcs1 = pem("RSA PRIVATE KEY", Arrays.copyOfRange(encoded, PKCS8_HEAD, encoded.length));
    assertThat(authorizationOfAGet(ForwardContext.of(tokens(pkcs1))))
        .contains("Bearer " + tokens(pkcs8()).forCall(region.endpoint().toString()));
  }

  @Test
  void aTokenIsKeptUntilShortlyBeforeItsEndAndForItsAudienceOnly() throws Exception {
    ServiceAccountTokens tokens = tokens(pkcs8());
    String first = tokens.forCall("devices.example.com");
    assertThat(tokens.forCall("devices.example.com:443")).isEqualTo(first);
    assertThat(tokens.forCall("iam.example.com")).isNotEqualTo(first);
    assertThat(SignedJWT.parse(first).getJWTClaimsSet().getAudience())
        .containsExactly("https://devices.example.com/");
    now = now.plus(Duration.ofMinutes(54));
    assertThat(tokens.forCall("devices.example.com")).isEqualTo(first);
    now = now.plus(Duration.ofMinutes(2));
    assertThat(tokens.forCall("devices.example.com")).isNotEqualTo(first);
  }

  @Test
  void anApiKeyIsTheTokenItself() {
    assertThat(authorizationOfAGet(ForwardContext.of(_ -> "sk_of-a-program")))
        .contains("Bearer sk_of-a-program");
  }

  @Test
  void anAnonymousCallerSendsNothing() {
    assertThat(authorizationOfAGet(ForwardContext.anonymous())).isEmpty();
  }

  @Test
  void aFileThatIsNoKeyFileIsRefusedWithoutShowingTheKey() throws Exception {
    refused(folder.resolve("missing.json"), "cannot be read");
    refused(Files.writeString(folder.resolve("a.json"), "secret"), "not JSON");
    refused(Files.writeString(folder.resolve("b.json"), "{}"), "type is ''");
    refused(keyFile(ServiceAccount.newBuilder().setPrivateKey("x")), "no client_email");
    refused(
        keyFile(
            ServiceAccount.newBuilder()
                .setClientEmail(EMAIL)
                .setPrivateKeyId(KEY)
                .setPrivateKey("secret")),
        "no RSA key");
    assertThat(tokens(pkcs8()).toString()).isEqualTo("service account " + EMAIL);
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> ServiceAccountTokens.of(file, Clock.systemUTC()))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }

  private Optional<String> authorizationOfAGet(ForwardContext caller) {
    CompletableFuture<String> got =
        CompletableFuture.supplyAsync(
            () -> client.devices(caller).get(Devices.name("a")).name(), Thread::startVirtualThread);
    ScriptedRegion.Call call = region.next();
    call.answer(Devices.encoded("a"), "us-west2:1f");
    assertThat(got.join()).isEqualTo(Devices.name("a"));
    return Optional.ofNullable(call.headers.get(Headers.AUTHORIZATION));
  }

  private ServiceAccountTokens tokens(String privateKey) throws Exception {
    InstantSource source = () -> now;
    return ServiceAccountTokens.of(
        keyFile(
            ServiceAccount.newBuilder()
                .setClientEmail(EMAIL)
                .setPrivateKeyId(KEY)
                .setPrivateKey(privateKey)),
        source.withZone(ZoneOffset.UTC));
  }

  private Path keyFile(ServiceAccount.Builder account) throws Exception {
    String json =
        JsonFormat.printer()
            .preservingProtoFieldNames()
            .print(account.setType("service_account").build());
    return Files.writeString(Files.createTempFile(folder, "key", ".json"), json);
  }

  private static String pkcs8() {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded), what);
  }

  private static final class Silent implements PageWatch.Listener {
    @Override
    public void changes(PageWatch.PageChanges changes) {}

    @Override
    public void ended(Refusal refusal) {}
  }
}
