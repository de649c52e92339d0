package dev.edgewatch.region;

import static dev.edgewatch.region.ServiceAccounts.KEY;
import static dev.edgewatch.region.ServiceAccounts.account;
import static dev.edgewatch.region.ServiceAccounts.claims;
import static dev.edgewatch.region.ServiceAccounts.key;
import static dev.edgewatch.region.ServiceAccounts.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.api.iam.v1.ServiceAccountKey.Algorithm;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever has a key in one region is known in the others, also while its own one is away. */
class KeysAcrossRegionsTest {
  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static Code code(TestRegion region, String token) {
    try {
      Caller.with(region.channel(), token).list(TwoRegions.REGION, ListRequest.of(""));
      return Code.OK;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  @Test
  void aKeyOfOneRegionCountsInTheOtherAndCeasesTo() {
    ServiceAccount account = account(regions.west().ann(), TestRegion.PARENT, "travelling");
    ServiceAccountKey rsa = key(regions.west().ann(), account, Algorithm.RSA_2048);
    ServiceAccountKey api = key(regions.west().ann(), account, Algorithm.API_KEY);
    String signed = token(rsa, claims(account).audience("https://127.0.0.1/").build());
    for (String token : java.util.List.of(signed, api.getApiKey())) {
      assertThat(code(regions.west(), token)).isEqualTo(Code.OK);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(code(regions.east(), token)).isEqualTo(Code.OK));
    }
    regions.west().ann().delete(KEY, rsa.getName());
    regions.west().ann().delete(KEY, api.getName());
    for (String token : java.util.List.of(signed, api.getApiKey())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(code(regions.east(), token)).isEqualTo(Code.UNAUTHENTICATED));
    }
  }

  @Test
  void nobodyButRegionsWatchesHashes() {
    for (Caller caller :
        java.util.List.of(
            regions.west().ann(), regions.west().operator(), regions.west().anybody())) {
      assertThatThrownBy(() -> hashes(caller).hasNext())
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refused ->
                  assertThat(refused.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED));
    }
    assertThat(hashes(regions.west().sibling()).hasNext()).isTrue();
  }

  private static java.util.Iterator<ByteString> hashes(Caller caller) {
    return ClientCalls.blockingServerStreamingCall(
        caller.channel(),
        WireMethods.of(ApiKeyHashes.TYPE, StandardMethod.WATCH_MANY),
        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
        WatchManyRequest.all("projects/-/regions/-", "").encode());
  }
}
