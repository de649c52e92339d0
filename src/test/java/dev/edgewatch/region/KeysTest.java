package dev.edgewatch.region;

import static dev.edgewatch.region.ServiceAccounts.ACCOUNT;
import static dev.edgewatch.region.ServiceAccounts.KEY;
import static dev.edgewatch.region.ServiceAccounts.account;
import static dev.edgewatch.region.ServiceAccounts.claims;
import static dev.edgewatch.region.ServiceAccounts.key;
import static dev.edgewatch.region.ServiceAccounts.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.edgewatch.api.iam.v1.GetPrincipalRequest;
import dev.edgewatch.api.iam.v1.GetPrincipalResponse;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.api.iam.v1.ServiceAccountKey.Algorithm;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesRequest;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesResponse;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys of service accounts, and what they open (quality/reliability.md T11, T12, I06, I07). */
class KeysTest {
  private static final ResourceType META_REGION = Caller.type("meta.goten.com/Region");

  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region =
        TestRegion.start(
            issuer, settings -> settings.withDomains(List.of(ServiceAccounts.DOMAIN + ":443")));
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static ServiceAccount agent(String id) {
    return account(region.ann(), TestRegion.PARENT, id);
  }

  private static Caller with(String token) {
    return Caller.with(region.channel(), token);
  }

  private static Code code(String token) {
    try {
      with(token).list(META_REGION, ListRequest.of(""));
      return Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  private static Iterator<ByteString> watch(String token) {
    return ClientCalls.blockingServerStreamingCall(
        with(token).channel(),
        WireMethods.of(META_REGION, StandardMethod.WATCH_MANY),
        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
        WatchManyRequest.all("", "").encode());
  }

  private static void assertEnds(Iterator<ByteString> stream) {
    assertThatThrownBy(() -> stream.forEachRemaining(message -> {}))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            ended -> assertThat(ended.getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED));
  }

  @Test
  void theEmailOfAnAccountFollowsFromItsName() {
    assertThat(agent("mailed").getEmail())
        .isEqualTo("mailed@acme-cold-chain.us-west2.serviceaccounts.iam.edgelq.com");
  }

  @Test
  void aGeneratedKeyIsShownOnceAndOpensTheDoor() {
    ServiceAccount account = agent("generated");
    ServiceAccountKey made = key(region.ann(), account, Algorithm.RSA_2048);
    assertThat(made.getPrivateKeyData()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(made.getPublicKeyData()).startsWith("-----BEGIN PUBLIC KEY-----\n");
    assertThat(Timestamps.between(made.getValidNotBefore(), made.getValidNotAfter()).getSeconds())
        .isEqualTo(730L * 24 * 3_600);
    ServiceAccountKey read = region.ann().get(KEY, made.getName()).as(ServiceAccountKey.class);
    assertThat(read).isEqualTo(made.toBuilder().clearPrivateKeyData().build());
    assertThat(region.ann().list(KEY, ListRequest.of(account.getName())).resources().toString())
        .doesNotContain("PRIVATE");
    for (String audience :
        List.of(
            "https://" + ServiceAccounts.DOMAIN,
            "https://" + ServiceAccounts.DOMAIN + "/",
            "https://" + ServiceAccounts.DOMAIN + "/goten.meta.v1.RegionService",
            "https://" + ServiceAccounts.DOMAIN + ":9001/")) {
      assertThat(code(token(made, claims(account).audience(audience).build())))
          .as(audience)
          .isEqualTo(Code.OK);
    }
  }

  @Test
  void aGivenKeyIsTakenWhenItIsWhatItIsSaidToBe() {
    ServiceAccount account = agent("given");
    ServiceAccountKey own = key(region.ann(), agent("donor"), Algorithm.RSA_2048);
    ServiceAccountKey.Builder sent =
        ServiceAccountKey.newBuilder()
            .setPublicKeyData(own.getPublicKeyData())
            .setPrivateKeyData("ignored")
            .setApiKey("ignored");
    ServiceAccountKey taken =
        region.ann().create(KEY, account.getName(), sent.build()).as(ServiceAccountKey.class);
    assertThat(taken.getAlgorithm()).isEqualTo(Algorithm.RSA_2048);
    assertThat(taken.getPrivateKeyData() + taken.getApiKey()).isEmpty();
    assertThat(code(token(own, taken.getName(), claims(account).build()))).isEqualTo(Code.OK);
    for (ServiceAccountKey bad :
        List.of(
            sent.clone().setAlgorithm(Algorithm.RSA_4096).build(),
            sent.clone().setAlgorithm(Algorithm.API_KEY).build(),
            sent.clone().setPublicKeyData("-----BEGIN PUBLIC KEY-----\nAAAA\n").build(),
            sent.clone()
                .setPublicKeyData("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n")
                .build())) {
      assertThat(Caller.code(() -> region.ann().create(KEY, account.getName(), bad)))
          .isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aKeyIsNeverChangedIntoAnotherOne() {
    ServiceAccount account = agent("unchanged");
    ServiceAccountKey one = key(region.ann(), account, Algorithm.RSA_2048);
    ServiceAccountKey two = key(region.ann(), account, Algorithm.RSA_2048);
    assertThat(
            Caller.code(
                () ->
                    region
                        .ann()
                        .update(
                            KEY, one.toBuilder().setPublicKeyData(two.getPublicKeyData()).build())))
        .isEqualTo(Code.FAILED_PRECONDITION);
    ServiceAccountKey named =
        region
            .ann()
            .update(
                KEY,
                ServiceAccountKey.newBuilder().setName(one.getName()).setDisplayName("x").build())
            .as(ServiceAccountKey.class);
    assertThat(named.getPublicKeyData()).isEqualTo(one.getPublicKeyData());
    assertThat(named.getDisplayName()).isEqualTo("x");
    assertThat(named.getPrivateKeyData()).isEmpty();
  }

  @Test
  void anApiKeyIsShownOnceAndOpensTheDoor() {
    ServiceAccount account = agent("api");
    ServiceAccountKey made = key(region.ann(), account, Algorithm.API_KEY);
    assertThat(made.getApiKey()).matches("sk_[0-9A-Za-z]{40}");
    assertThat(code(made.getApiKey())).isEqualTo(Code.OK);
    ServiceAccountKey read = region.ann().get(KEY, made.getName()).as(ServiceAccountKey.class);
    assertThat(read).isEqualTo(made.toBuilder().clearApiKey().build());
    assertThat(code("sk_" + "0".repeat(40))).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(code(made.getApiKey().toLowerCase(java.util.Locale.ROOT)))
        .isEqualTo(Code.UNAUTHENTICATED);
  }

  @Test
  void aRepeatedRequestDoesNotTellTheSecretAgain() {
    ServiceAccount account = agent("repeated");
    CreateRequest request =
        CreateRequest.of(
            account.getName(),
            ServiceAccountKey.newBuilder().setAlgorithm(Algorithm.API_KEY).build().toByteString());
    Caller once =
        region
            .ann()
            .and(Headers.REQUEST_ID, "key-once")
            .and(Headers.REPETITION, Headers.SAME_ANSWER);
    once.ask(KEY, StandardMethod.CREATE, request);
    assertThat(Caller.refusal(() -> once.ask(KEY, StandardMethod.CREATE, request)).getMessage())
        .contains("answer to that one only");
    assertThat(region.ann().list(KEY, ListRequest.of(account.getName())).resources()).hasSize(1);
  }

  @Test
  void tokensThatAreNotRightAreRefused() {
    ServiceAccount account = agent("strict");
    ServiceAccount other = agent("other");
    ServiceAccountKey made = key(region.ann(), account, Algorithm.RSA_2048);
    ServiceAccountKey foreign = key(region.ann(), other, Algorithm.RSA_2048);
    Instant now = Instant.now();
    assertThat(code(token(made, account))).isEqualTo(Code.OK);
    for (String bad :
        List.of(
            token(made, claims(other).build()),
            token(made, claims(account).subject(other.getEmail()).build()),
            token(made, claims(account).audience("https://elsewhere.example/").build()),
            token(made, claims(account).audience("edgewatch").build()),
            token(made, claims(account).expirationTime(Date.from(now.plusSeconds(3_700))).build()),
            token(made, claims(account).issueTime(null).build()),
            token(made, claims(account).expirationTime(null).build()),
            token(
                made,
                claims(account)
                    .issueTime(Date.from(now.minusSeconds(600)))
                    .expirationTime(Date.from(now.minusSeconds(70)))
                    .build()),
            token(made, claims(account).issueTime(Date.from(now.plusSeconds(90))).build()),
            token(made, foreign.getName(), claims(other).build()),
            token(made, made.getName() + "x", claims(account).build()),
            issuer.signed(claims(account).build()))) {
      assertThat(code(bad)).isEqualTo(Code.UNAUTHENTICATED);
    }
  }

  /** Whoever has the key may sign with it as we say, and in no other way. */
  @Test
  void otherWaysToSignAndToFindTheKeyAreRefused() {
    ServiceAccount account = agent("forged");
    ServiceAccountKey made = key(region.ann(), account, Algorithm.RSA_2048);
    JWSHeader.Builder right = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(made.getName());
    assertThat(code(ServiceAccounts.signed(right.build(), made, account))).isEqualTo(Code.OK);

    TestIssuer attacker = new TestIssuer();
    URI elsewhere = URI.create(attacker.issuer() + "/jwks");
    List<JWSHeader> wrong =
        List.of(
            new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(made.getName()).build(),
            new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(made.getName()).build(),
            new JWSHeader.Builder(right.build()).jwkURL(elsewhere).build(),
            new JWSHeader.Builder(right.build()).x509CertURL(elsewhere).build(),
            new JWSHeader.Builder(right.build()).jwk(issuer.key().toPublicJWK()).build(),
            new JWSHeader.Builder(right.build()).type(new JOSEObjectType("at+jwt")).build(),
            new JWSHeader.Builder(right.build()).keyID(made.getName() + "/../x").build(),
            new JWSHeader.Builder(right.build()).keyID("/" + made.getName()).build());
    for (JWSHeader header : wrong) {
      assertThat(code(ServiceAccounts.signed(header, made, account)))
          .as(header.toString())
          .isEqualTo(Code.UNAUTHENTICATED);
    }
    String token = token(made, account);
    assertThat(code(token.substring(0, token.lastIndexOf('.') + 1)))
        .isEqualTo(Code.UNAUTHENTICATED);
    assertThat(attacker.keyRequests()).isZero();
    attacker.close();
  }

  @Test
  void clocksMayDifferByAMinute() {
    ServiceAccount account = agent("skewed");
    ServiceAccountKey made = key(region.ann(), account, Algorithm.RSA_2048);
    Instant now = Instant.now();
    assertThat(
            code(
                token(
                    made,
                    claims(account)
                        .issueTime(Date.from(now.plusSeconds(30)))
                        .expirationTime(Date.from(now.plusSeconds(3_630)))
                        .build())))
        .isEqualTo(Code.OK);
    assertThat(
            code(
                token(
                    made,
                    claims(account)
                        .issueTime(Date.from(now.minusSeconds(3_630)))
                        .expirationTime(Date.from(now.minusSeconds(30)))
                        .build())))
        .isEqualTo(Code.OK);
  }

  @Test
  void aDeletedKeyOpensNothingFromThenOnAndItsStreamsEnd() {
    ServiceAccount account = agent("leaving");
    ServiceAccountKey rsa = key(region.ann(), account, Algorithm.RSA_2048);
    ServiceAccountKey api = key(region.ann(), account, Algorithm.API_KEY);
    for (ServiceAccountKey made : List.of(rsa, api)) {
      String token = made.equals(api) ? api.getApiKey() : token(rsa, account);
      Iterator<ByteString> stream = watch(token);
      assertThat(stream.next()).isNotNull();
      region.ann().delete(KEY, made.getName());
      assertEnds(stream);
      assertThat(code(token)).isEqualTo(Code.UNAUTHENTICATED);
    }
  }

  @Test
  void withTheAccountAllItsKeysAreGone() {
    ServiceAccount account = agent("gone");
    ServiceAccountKey api = key(region.ann(), account, Algorithm.API_KEY);
    ServiceAccountKey rsa = key(region.ann(), account, Algorithm.RSA_2048);
    String hash = ApiKeyHashes.nameOf(api.getApiKey(), KEY.parseName(api.getName())).text();
    assertThat(region.has(ApiKeyHashes.TYPE, hash)).isTrue();
    Iterator<ByteString> stream = watch(token(rsa, account));
    assertThat(stream.next()).isNotNull();
    region.ann().delete(ACCOUNT, account.getName());
    assertEnds(stream);
    assertThat(code(api.getApiKey())).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(code(token(rsa, account))).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(region.has(ApiKeyHashes.TYPE, hash)).isFalse();
  }

  @Test
  void aKeyCountsFromItsBeginningToItsEnd() {
    ServiceAccount account = agent("timed");
    ServiceAccountKey made = key(region.ann(), account, Algorithm.RSA_2048);
    ServiceAccountKey row = region.ann().get(KEY, made.getName()).as(ServiceAccountKey.class);
    long now = System.currentTimeMillis();
    region.store(
        KEY, row.toBuilder().setValidNotBefore(Timestamps.fromMillis(now + 60_000)).build());
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () -> assertThat(code(token(made, account))).isEqualTo(Code.UNAUTHENTICATED));
    region.store(KEY, row.toBuilder().setValidNotAfter(Timestamps.fromMillis(now + 3_000)).build());
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> assertThat(code(token(made, account))).isEqualTo(Code.OK));
    assertEnds(watch(token(made, account)));
    assertThat(code(token(made, account))).isEqualTo(Code.UNAUTHENTICATED);
  }

  @Test
  void aServiceLearnsWhoAKeyOrATokenStandsFor() {
    ServiceAccount account = agent("known");
    ServiceAccountKey rsa = key(region.ann(), account, Algorithm.RSA_2048);
    ServiceAccountKey api = key(region.ann(), account, Algorithm.API_KEY);
    GetPrincipalResponse byKey =
        principal(
            region.operator(),
            GetPrincipalRequest.newBuilder().setPrincipalKeyId(rsa.getName()).build());
    assertThat(byKey.getServiceAccount().getEmail()).isEqualTo(account.getEmail());
    assertThat(byKey.getJsonKey()).contains("\"kty\":\"RSA\"").doesNotContain("\"d\"");
    assertThat(byKey.getPrincipalKeyType()).isEqualTo("RSA_2048");
    GetPrincipalResponse byToken =
        principal(
            with(token(rsa, account)),
            GetPrincipalRequest.newBuilder().setAuthToken(api.getApiKey()).build());
    assertThat(byToken.getServiceAccount().getName()).isEqualTo(account.getName());
    assertThat(byToken.getJsonKey()).isEmpty();
    assertThat(
            Caller.code(
                () ->
                    principal(
                        region.greta(),
                        GetPrincipalRequest.newBuilder().setPrincipalKeyId(rsa.getName()).build())))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  private static GetPrincipalResponse principal(Caller caller, GetPrincipalRequest request) {
    return caller.call(
        "ntt.iam.v1.AuthorizationService/GetPrincipal",
        request,
        GetPrincipalResponse.getDefaultInstance());
  }

  private static Iterator<WatchPrincipalUpdatesResponse> updates(Caller caller, String token) {
    return ClientCalls.blockingServerStreamingCall(
        caller.channel(),
        dev.edgewatch.client.CustomCalls.method(
            "ntt.iam.v1.AuthorizationService/WatchPrincipalUpdates",
            MethodDescriptor.MethodType.SERVER_STREAMING,
            WatchPrincipalUpdatesRequest.getDefaultInstance(),
            WatchPrincipalUpdatesResponse.getDefaultInstance()),
        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
        WatchPrincipalUpdatesRequest.newBuilder().setResumeToken(token).build());
  }

  /** The token of the first message that is current. */
  private static String awaitCurrent(Iterator<WatchPrincipalUpdatesResponse> updates) {
    WatchPrincipalUpdatesResponse message = updates.next();
    while (!message.getIsCurrent()) {
      message = updates.next();
    }
    return message.getResumeToken();
  }

  @Test
  void aServiceIsToldWhichPrincipalsHaveChangedAndGoesOnWhereItWas() {
    ServiceAccount account = agent("watched");
    ServiceAccountKey first = key(region.ann(), account, Algorithm.RSA_2048);
    Iterator<WatchPrincipalUpdatesResponse> updates = updates(region.operator(), "");
    WatchPrincipalUpdatesResponse snapshot = updates.next();
    assertThat(snapshot.getIsReset()).isTrue();
    assertThat(snapshot.getCurrentPrincipalsList())
        .anyMatch(each -> each.getPrincipalKeyId().equals(first.getName()));
    String token = snapshot.getIsCurrent() ? snapshot.getResumeToken() : awaitCurrent(updates);
    ServiceAccountKey second = key(region.ann(), account, Algorithm.RSA_2048);
    region.ann().delete(KEY, first.getName());
    while (!Caller.found(() -> region.ann().get(KEY, second.getName()))) {
      Thread.onSpinWait();
    }
    WatchPrincipalUpdatesResponse resumed = updates(region.operator(), token).next();
    assertThat(resumed.getIsReset()).isFalse();
    assertThat(resumed.getCurrentPrincipalsList())
        .anyMatch(each -> each.getPrincipalKeyId().equals(second.getName()));
    assertThat(resumed.getRemovedPrincipalsList())
        .anyMatch(each -> each.getPrincipalKeyId().equals(first.getName()));
    assertThat(updates(region.operator(), "of another node:7").next().getIsReset()).isTrue();
    assertThatThrownBy(() -> updates(region.greta(), "").next())
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED));
  }
}
