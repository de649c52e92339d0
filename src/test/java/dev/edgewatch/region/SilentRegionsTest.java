package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.COLD_CHAIN;
import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.edgewatch.api.access.v1.ListGrantorsRequest;
import dev.edgewatch.api.access.v1.ListGrantorsResponse;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.conformance.Cable;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Regions that have lost each other: nobody is let in by what one of them said too long ago. Each
 * reaches the other over a cable of its own.
 */
class SilentRegionsTest {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration REFUSED_AT = SILENCE.plusSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PLANT = "projects/acme-plant";

  private static final List<Cable> CABLES = new ArrayList<>();
  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions =
        TwoRegions.start(
            issuer, ServedApi.of(Catalog.compiled()), SilentRegionsTest::laid, SILENCE);
    regions.awaitEachOther();
  }

  private static int laid(int port) {
    CABLES.add(new Cable(port));
    return CABLES.getLast().port();
  }

  private static Cable toWest() {
    return CABLES.getFirst();
  }

  private static Cable toEast() {
    return CABLES.getLast();
  }

  @AfterEach
  void plug() {
    CABLES.forEach(Cable::plug);
  }

  @AfterAll
  static void stop() {
    regions.close();
    CABLES.forEach(Cable::close);
    issuer.close();
  }

  private static Code listed(Caller caller, String parent) {
    try {
      caller.list(DEVICE, ListRequest.of(parent));
      return Code.OK;
    } catch (io.grpc.StatusRuntimeException refused) {
      return refused.getStatus().getCode();
    }
  }

  private static ListGrantorsResponse grantors(Caller caller, String scope) {
    return caller.call(
        AccessService.NAME + "/ListGrantors",
        ListGrantorsRequest.newBuilder()
            .setScope(scope)
            .setPermission("services/devices.edgelq.com/permissions/devices.list")
            .build(),
        ListGrantorsResponse.getDefaultInstance());
  }

  private static void awaitLetIn(Caller caller, String parent) {
    await().atMost(SOON).until(() -> listed(caller, parent) == Code.OK);
  }

  private static StreamRecording watch(Caller caller, String parent) throws InterruptedException {
    StreamRecording stream =
        new StreamRecording(
            caller,
            DEVICE,
            StandardMethod.WATCH_MANY,
            WatchManyRequest.page(parent, "", "", "", 10, FieldMask.getDefaultInstance()));
    stream.nextMany();
    return stream;
  }

  /** What a refusal says: why, of which region, and when to come again. */
  private static void assertUnconfirmed(Status refusal, String region)
      throws InvalidProtocolBufferException {
    assertThat(refusal.getCode()).isEqualTo(Code.UNAVAILABLE.value());
    assertThat(refusal.getMessage()).contains("has not heard from region " + region);
    assertThat(refusal.getDetailsList())
        .extracting(Any::getTypeUrl)
        .hasSize(2)
        .doesNotHaveDuplicates();
    for (Any detail : refusal.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        assertThat(detail.unpack(ErrorInfo.class).getReason()).isEqualTo("ACCESS_UNCONFIRMED");
      } else {
        assertThat(detail.unpack(RetryInfo.class).getRetryDelay().getSeconds()).isPositive();
      }
    }
  }

  @Test
  void whoIsTakenOutBehindACutIsRefusedAfterTheLimitAndForGoodWhenItHeals() throws Exception {
    Caller vera = regions.east().caller("vera@harbor.example");
    String binding =
        regions.west().bind(COLD_CHAIN, PredefinedRoles.VIEWER, "user:vera@harbor.example");
    awaitLetIn(vera, TwoRegions.EAST);
    Caller ann = regions.east().ann();
    try (StreamRecording hers = watch(vera, TwoRegions.EAST);
        StreamRecording operators = watch(regions.east().operator(), TwoRegions.EAST)) {
      toWest().unplug();
      regions.west().operator().delete(ROLE_BINDING, binding);

      await().atMost(REFUSED_AT).until(hers::hasEnded);
      assertThat(hers.end().getCode()).isEqualTo(Code.UNAVAILABLE);
      int said = hers.said();
      regions
          .east()
          .operator()
          .create(DEVICE, TwoRegions.EAST, Device.newBuilder().setDisplayName("Later").build());
      assertUnconfirmed(
          Caller.refusal(() -> vera.list(DEVICE, ListRequest.of(TwoRegions.EAST))), "us-west2");
      assertUnconfirmed(
          Caller.refusal(() -> ann.create(DEVICE, TwoRegions.EAST, Device.getDefaultInstance())),
          "us-west2");
      assertThat(listed(regions.east().sibling(), TwoRegions.EAST)).isEqualTo(Code.OK);
      assertThat(listed(regions.west().ann(), TestRegion.PARENT)).isEqualTo(Code.OK);
      await().until(() -> operators.hasSaid("Later"));
      assertThat(hers.said()).isEqualTo(said);
      assertThat(operators.hasEnded()).isFalse();
    }

    toWest().plug();

    List<Code> seen = new ArrayList<>();
    await()
        .atMost(SOON)
        .until(
            () -> {
              seen.add(listed(vera, TwoRegions.EAST));
              return seen.getLast() != Code.UNAVAILABLE;
            });
    assertThat(seen).last().isEqualTo(Code.PERMISSION_DENIED);
    awaitLetIn(ann, TwoRegions.EAST);
  }

  @Test
  void onlyWhatRestsOnTheSilentRegionIsRefused() throws Exception {
    Caller operator = regions.west().operator();
    MultiRegionPolicy east =
        TwoRegions.POLICY.toBuilder().setDefaultControlRegion("eastus2").build();
    operator.create(
        PROJECT,
        "",
        TestRegion.project("acme-plant", "acme").toBuilder().setMultiRegionPolicy(east).build());
    Caller paul = regions.west().caller("paul@harbor.example");
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () ->
                !regions
                    .east()
                    .bind(PLANT, PredefinedRoles.VIEWER, "user:paul@harbor.example")
                    .isEmpty());
    regions.west().bind(COLD_CHAIN, PredefinedRoles.ROLE_ADMIN, "user:paul@harbor.example");
    String here = PLANT + "/regions/us-west2";
    awaitLetIn(paul, here);
    assertThat(listed(regions.west().ann(), here)).isEqualTo(Code.OK);

    toEast().unplug();

    await().atMost(REFUSED_AT).until(() -> listed(paul, here) == Code.UNAVAILABLE);
    assertUnconfirmed(Caller.refusal(() -> paul.list(DEVICE, ListRequest.of(here))), "eastus2");
    assertThat(listed(regions.west().ann(), here)).isEqualTo(Code.OK);
    assertThat(listed(regions.west().ann(), TestRegion.PARENT)).isEqualTo(Code.OK);
    assertThat(listed(regions.west().greta(), here)).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(grantors(paul, COLD_CHAIN).getMembersList()).isNotEmpty();
    assertUnconfirmed(Caller.refusal(() -> grantors(paul, PLANT)), "eastus2");

    toEast().plug();

    awaitLetIn(paul, here);
  }

  @Test
  void aRegionThatIsStartedBehindACutRefusesAfterTheLimitToo() {
    Caller before = regions.east().ann();
    awaitLetIn(before, TwoRegions.EAST);
    toWest().unplug();
    regions.stopEast();

    regions.startEast();

    Caller ann = regions.east().ann();
    assertThat(listed(ann, TwoRegions.EAST)).isEqualTo(Code.OK);
    await().atMost(REFUSED_AT).until(() -> listed(ann, TwoRegions.EAST) == Code.UNAVAILABLE);

    toWest().plug();

    awaitLetIn(ann, TwoRegions.EAST);
  }

  @Test
  void regionsThatHaveNothingToSayToEachOtherAreNotSilent() throws Exception {
    Caller ann = regions.east().ann();
    awaitLetIn(ann, TwoRegions.EAST);
    try (StreamRecording stream = watch(ann, TwoRegions.EAST)) {
      await()
          .during(SILENCE.plusSeconds(3))
          .atMost(SILENCE.plusSeconds(10))
          .until(() -> !stream.hasEnded() && listed(ann, TwoRegions.EAST) == Code.OK);
    }
  }
}
