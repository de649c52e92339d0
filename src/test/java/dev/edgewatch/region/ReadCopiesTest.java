package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TwoRegions.DEPLOYMENT;
import static dev.edgewatch.region.TwoRegions.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.Headers;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadCopiesTest {
  private static final String EAST = TwoRegions.EAST;

  private static TestIssuer issuer;
  private static TwoRegions regions;
  private static TestRegion west;
  private static TestRegion east;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    west = regions.west();
    east = regions.east();
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static void awaitCopy(ResourceType type, Resource original) {
    regions.awaitCopy(type, original);
  }

  @Test
  void whatARegionOwnsIsCopiedAsItIsAndKeptCurrent() {
    awaitCopy(PROJECT, west.operator().get(PROJECT, TestRegion.COLD_CHAIN));
    awaitCopy(ORGANIZATION, west.operator().get(ORGANIZATION, "organizations/acme"));
    awaitCopy(REGION, west.operator().get(REGION, "regions/eastus2"));
    String deployment = "services/devices.edgelq.com/deployments/eastus2";
    awaitCopy(DEPLOYMENT, west.operator().get(DEPLOYMENT, deployment));
    Project renamed =
        TestRegion.project("acme-cold-chain", "acme").toBuilder().setTitle("Renamed").build();
    awaitCopy(PROJECT, west.ann().update(PROJECT, renamed, "title"));
    Resource spare = west.ann().create(PROJECT, "", TestRegion.project("acme-spare", "acme"));
    awaitCopy(PROJECT, spare);
    west.ann().delete(PROJECT, spare.name());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !Caller.found(() -> east.operator().get(PROJECT, spare.name())));
  }

  @Test
  void aRegionDecidesFromItsCopies() {
    awaitCopy(PROJECT, west.operator().get(PROJECT, TestRegion.COLD_CHAIN));
    // The roles are copied beside the project, so they may be a moment later.
    await()
        .until(
            () ->
                Caller.code(() -> east.ann().get(DEVICE, EAST + "/devices/none"))
                    == Code.NOT_FOUND);
    Resource device =
        east.ann()
            .create(
                DEVICE, TestRegion.COLD_CHAIN + "/regions/eastus2", Device.getDefaultInstance());
    assertThat(device.as(Device.class).getMetadata().getSyncing().getOwningRegion())
        .isEqualTo("eastus2");
    assertThat(Caller.code(() -> east.greta().get(DEVICE, device.name())))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void callsAreCarriedOutWhereTheirResourceBelongs() throws Exception {
    awaitCopy(PROJECT, west.operator().get(PROJECT, TestRegion.COLD_CHAIN));
    await()
        .until(
            () ->
                Caller.code(() -> west.ann().get(DEVICE, EAST + "/devices/none"))
                    == Code.NOT_FOUND);
    Caller ann = west.ann();
    Resource device = ann.create(DEVICE, EAST, Device.newBuilder().setDisplayName("Far").build());
    assertThat(east.ann().get(DEVICE, device.name()).encoded()).isEqualTo(device.encoded());
    assertThat(ann.trailer(Headers.POSITION)).startsWith("eastus2:");
    WatchManyRequest page =
        WatchManyRequest.page(EAST, "", "", "", 10, FieldMask.getDefaultInstance());
    try (StreamRecording stream =
        new StreamRecording(ann, DEVICE, StandardMethod.WATCH_MANY, page)) {
      assertThat(stream.nextMany().changes().changes()).isNotEmpty();
      Device renamed = device.as(Device.class).toBuilder().setDisplayName("Farther").build();
      ann.update(DEVICE, renamed, "display_name");
      assertThat(stream.nextMany().changes().changes()).hasSize(1);
    }
    ann.delete(DEVICE, device.name());
    assertThat(Caller.code(() -> ann.get(DEVICE, device.name()))).isEqualTo(Code.NOT_FOUND);
    assertThat(Caller.code(() -> west.greta().list(DEVICE, ListRequest.of(EAST))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aCopyIsChangedAtItsOwner() {
    Resource project = west.ann().create(PROJECT, "", TestRegion.project("acme-renamed", "acme"));
    awaitCopy(PROJECT, project);
    Project renamed =
        TestRegion.project("acme-renamed", "acme").toBuilder().setTitle("From afar").build();
    east.ann().update(PROJECT, renamed, "title");
    assertThat(west.ann().get(PROJECT, project.name()).as(Project.class).getTitle())
        .isEqualTo("From afar");
    awaitCopy(PROJECT, west.ann().get(PROJECT, project.name()));
  }

  @Test
  void aCallThatWasHereBeforeIsNotPassedOn() {
    Caller looping = west.ann().and(Headers.EXECUTING_REGIONS, "us-west2");
    var refusal = Caller.refusal(() -> looping.get(DEVICE, EAST + "/devices/x"));
    assertThat(refusal.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
    assertThat(refusal.getMessage()).contains("us-west2");
  }

  @Test
  void devicesBelongToEnabledRegionsOnly() {
    MultiRegionPolicy westOnly =
        MultiRegionPolicy.newBuilder()
            .addEnabledRegions("us-west2")
            .setDefaultControlRegion("us-west2")
            .build();
    Project project =
        TestRegion.project("acme-west", "acme").toBuilder().setMultiRegionPolicy(westOnly).build();
    awaitCopy(PROJECT, west.ann().create(PROJECT, "", project));
    assertThat(
            Caller.code(
                () ->
                    east.ann()
                        .create(
                            DEVICE,
                            "projects/acme-west/regions/eastus2",
                            Device.getDefaultInstance())))
        .isEqualTo(Code.FAILED_PRECONDITION);
  }
}
