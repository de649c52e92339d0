package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.client.ClientCredentials;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.store.TestPostgres;
import io.grpc.Status.Code;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadCopiesTest {
  private static final ResourceType REGION = Caller.type("meta.goten.com/Region");
  private static final ResourceType SERVICE = Caller.type("meta.goten.com/Service");
  private static final ResourceType DEPLOYMENT = Caller.type("meta.goten.com/Deployment");
  private static final MultiRegionPolicy POLICY =
      MultiRegionPolicy.newBuilder()
          .addEnabledRegions("us-west2")
          .addEnabledRegions("eastus2")
          .setDefaultControlRegion("us-west2")
          .build();

  private static final String EAST = TestRegion.COLD_CHAIN + "/regions/eastus2";

  private static TestIssuer issuer;
  private static TestRegion west;
  private static TestRegion east;

  @BeforeAll
  static void start() throws IOException {
    issuer = new TestIssuer();
    int westPort = freePort();
    west = region("us-west2", westPort, westPort);
    east = region("eastus2", freePort(), westPort);
    Caller operator = west.operator();
    for (String service : List.of("meta.goten.com", "iam.edgelq.com", "devices.edgelq.com")) {
      operator.create(
          SERVICE,
          "",
          Service.newBuilder().setName("services/" + service).setMultiRegionPolicy(POLICY).build());
    }
    for (TestRegion each : List.of(west, east)) {
      String id = each == west ? "us-west2" : "eastus2";
      operator.create(REGION, "", Region.newBuilder().setName("regions/" + id).build());
      for (String service : List.of("meta.goten.com", "iam.edgelq.com", "devices.edgelq.com")) {
        operator.create(
            DEPLOYMENT,
            "",
            Deployment.newBuilder()
                .setName("services/" + service + "/deployments/" + id)
                .setRegion("regions/" + id)
                .setPublicDomain("127.0.0.1:" + each.port())
                .build());
      }
    }
    operator.create(
        ORGANIZATION, "", Organization.newBuilder().setName("organizations/acme").build());
    operator.create(
        PROJECT,
        "",
        TestRegion.project("acme-cold-chain", "acme").toBuilder()
            .setMultiRegionPolicy(POLICY)
            .build());
  }

  @AfterAll
  static void stop() {
    east.close();
    west.close();
    issuer.close();
  }

  private static TestRegion region(String id, int port, int bootstrap) {
    ClientCredentials credentials = new ClientCredentials(issuer.tokenUri(), "region", "secret");
    CopySettings copies =
        new CopySettings(
            List.of(new Endpoint("127.0.0.1", bootstrap)),
            ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
            credentials);
    return TestRegion.on(
        issuer,
        TestPostgres.freshDatabase().withRegion(id),
        settings -> settings.withPort(port).withCopies(copies));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitCopy(ResourceType type, Resource original) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(east.operator().get(type, original.name()).encoded())
                    .isEqualTo(original.encoded()));
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
        .until(
            () -> Caller.code(() -> east.operator().get(PROJECT, spare.name())) == Code.NOT_FOUND);
  }

  @Test
  void aRegionDecidesFromItsCopies() {
    awaitCopy(PROJECT, west.operator().get(PROJECT, TestRegion.COLD_CHAIN));
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
