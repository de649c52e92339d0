package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
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
          SERVICE, "", Service.newBuilder().setName("services/" + service).setMultiRegionPolicy(POLICY).build());
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
    operator.create(ORGANIZATION, "", Organization.newBuilder().setName("organizations/acme").build());
    operator.create(
        PROJECT,
        "",
        TestRegion.project("acme-cold-chain", "acme").toBuilder().setMultiRegionPolicy(POLICY).build());
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
            List.of(new Endpoint("127.0.0.1", bootstrap)), ChannelSecurity.PLAINTEXT_ON_LOOPBACK, credentials);
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
            () -> assertThat(east.operator().get(type, original.name()).encoded()).isEqualTo(original.encoded()));
  }

  @Test
  void whatARegionOwnsIsCopiedAsItIsAndKeptCurrent() {
    awaitCopy(PROJECT, west.operator().get(PROJECT, TestRegion.COLD_CHAIN));
    awaitCopy(ORGANIZATION, west.operator().get(ORGANIZATION, "organizations/acme"));
    awaitCopy(REGION, west.operator().get(REGION, "regions/eastus2"));
    String deployment = "services/devices.edgelq.com/deployments/eastus2";
    awaitCopy(DEPLOYMENT, west.operator().get(DEPLOYMENT, deployment));
    Project renamed = TestRegion.project("acme-cold-chain", "acme").toBuilder().setTitle("Renamed").build();
    awaitCopy(PROJECT, west.ann().update(PROJECT, renamed, "title"));
    Resource spare = west.ann().create(PROJECT, "", TestRegion.project("acme-spare", "acme"));
    awaitCopy(PROJECT, spare);
    west.ann().delete(PROJECT, spare.name());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Caller.code(() -> east.operator().get(PROJECT, spare.name())) == Code.NOT_FOUND);
  }

  @Test
  void aRegionDecidesFromItsCopiesAndNeverChangesThem() {
    awaitCopy(PROJECT, west.operator().get(PROJECT, TestRegion.COLD_CHAIN));
    Resource device = east.ann().create(DEVICE, TestRegion.COLD_CHAIN + "/regions/eastus2", Device.getDefaultInstance());
    assertThat(device.as(Device.class).getMetadata().getSyncing().getOwningRegion()).isEqualTo("eastus2");
    assertThat(Caller.code(() -> east.greta().get(DEVICE, device.name()))).isEqualTo(Code.PERMISSION_DENIED);
    Project renamed = TestRegion.project("acme-cold-chain", "acme").toBuilder().setTitle("Mine").build();
    var refusal = Caller.refusal(() -> east.ann().update(PROJECT, renamed, "title"));
    assertThat(refusal.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
    assertThat(refusal.getMessage()).contains("us-west2");
    assertThat(Caller.code(() -> east.ann().delete(PROJECT, TestRegion.COLD_CHAIN)))
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void devicesBelongToEnabledRegionsOnly() {
    var refusal =
        Caller.refusal(
            () -> west.ann().create(DEVICE, TestRegion.COLD_CHAIN + "/regions/japaneast", Device.getDefaultInstance()));
    assertThat(refusal.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
  }
}
