package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.secrets.v1.Secret;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.BatchGetResponse;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.stub.ClientCalls;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What has no region in its name and is not copied is the same whichever region is asked. */
class SoleOwnersTest {
  private static final ResourceType SECRET = Caller.type("secrets.edgelq.com/Secret");
  private static final String NAME = TestRegion.COLD_CHAIN + "/secrets/shared";

  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
    regions
        .west()
        .ann()
        .create(
            SECRET,
            TestRegion.COLD_CHAIN,
            Secret.newBuilder().setName(NAME).setDisplayName("Shared").build());
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static Secret secret(Caller caller) {
    return caller.get(SECRET, NAME).as(Secret.class);
  }

  @Test
  void itIsReadByItsNameInEachRegion() {
    assertThat(secret(regions.east().ann())).isEqualTo(secret(regions.west().ann()));
  }

  @Test
  void itIsAmongOthersThatAreAskedFor() {
    BatchGetRequest request =
        new BatchGetRequest(List.of(NAME), FieldMask.getDefaultInstance(), View.UNSPECIFIED);
    ByteString answer = regions.east().ann().ask(SECRET, StandardMethod.BATCH_GET, request);
    BatchGetResponse found = BatchGetResponse.decode(answer);
    assertThat(found.missing()).isEmpty();
    assertThat(found.resources()).hasSize(1);
  }

  @Test
  void itIsWatchedFromEachRegion() {
    Iterator<ByteString> stream =
        ClientCalls.blockingServerStreamingCall(
            regions.east().ann().channel(),
            WireMethods.of(SECRET, StandardMethod.WATCH_ONE),
            CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
            new WatchOneRequest(NAME, FieldMask.getDefaultInstance(), View.UNSPECIFIED).encode());
    assertThat(stream.next()).isNotEqualTo(ByteString.EMPTY);
  }

  @Test
  void itIsChangedAndDeletedFromEachRegion() {
    String name = TestRegion.COLD_CHAIN + "/secrets/short-lived";
    Caller west = regions.west().ann();
    Caller east = regions.east().ann();
    west.create(SECRET, TestRegion.COLD_CHAIN, Secret.newBuilder().setName(name).build());

    east.update(SECRET, Secret.newBuilder().setName(name).setDisplayName("Changed").build());
    assertThat(west.get(SECRET, name).as(Secret.class).getDisplayName()).isEqualTo("Changed");
    east.delete(SECRET, name);

    assertThat(Caller.code(() -> west.get(SECRET, name))).isEqualTo(Code.NOT_FOUND);
    assertThat(Caller.code(() -> east.get(SECRET, name))).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void whoMayNotReadItIsToldSoByItsOwner() {
    assertThat(Caller.code(() -> secret(regions.east().person("eve", "eve@globex.example", true))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }
}
