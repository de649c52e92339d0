package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.FreePorts;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.client.ClientCredentials;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * Two real regions that know each other, {@code us-west2} and {@code eastus2}; the first one owns
 * meta, iam and the project of acme, which lives in both.
 */
final class TwoRegions implements AutoCloseable {
  static final ResourceType REGION = Caller.type("meta.goten.com/Region");
  static final ResourceType SERVICE = Caller.type("meta.goten.com/Service");
  static final ResourceType DEPLOYMENT = Caller.type("meta.goten.com/Deployment");
  static final MultiRegionPolicy POLICY =
      MultiRegionPolicy.newBuilder()
          .addEnabledRegions("us-west2")
          .addEnabledRegions("eastus2")
          .setDefaultControlRegion("us-west2")
          .build();
  static final String EAST = TestRegion.COLD_CHAIN + "/regions/eastus2";

  private static final String IN_REGION = "projects/{project}/regions/{region}/";

  private final TestIssuer issuer;
  private final ServedApi api;
  private final int westPort = FreePorts.one();
  private final int eastPort = FreePorts.one();
  private final StoreSettings westStore = TestPostgres.freshDatabase().withRegion("us-west2");
  private final StoreSettings eastStore = TestPostgres.freshDatabase().withRegion("eastus2");
  private final int westDoor;
  private final int eastDoor;
  private final Duration silence;
  private TestRegion west;
  private TestRegion east;

  private TwoRegions(TestIssuer issuer, ServedApi api, IntUnaryOperator door, Duration silence) {
    this.issuer = issuer;
    this.api = api;
    this.westDoor = door.applyAsInt(westPort);
    this.eastDoor = door.applyAsInt(eastPort);
    this.silence = silence;
    this.west = region(westStore, westPort);
    this.east = region(eastStore, eastPort);
  }

  static TwoRegions start(TestIssuer issuer, Catalog catalog) {
    return start(issuer, ServedApi.of(catalog));
  }

  static TwoRegions start(TestIssuer issuer, ServedApi api) {
    return start(issuer, api, port -> port, CopySettings.STANDARD_SILENCE);
  }

  /**
   * @param door the port by which others reach a region, given its own; the west first
   * @param silence for how long they bear each other's
   */
  static TwoRegions start(
      TestIssuer issuer, ServedApi api, IntUnaryOperator door, Duration silence) {
    TwoRegions regions = new TwoRegions(issuer, api, door, silence);
    regions.seed();
    return regions;
  }

  private TestRegion region(StoreSettings store, int port) {
    ClientCredentials credentials = new ClientCredentials(issuer.tokenUri(), "region", "secret");
    CopySettings copies =
        new CopySettings(
            List.of(new Endpoint("127.0.0.1", port == westPort ? westPort : westDoor)),
            ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
            credentials,
            silence);
    return TestRegion.on(
        api, issuer, store, settings -> settings.withPort(port).withCopies(copies));
  }

  private void seed() {
    Caller operator = west.operator();
    Set<String> services = new TreeSet<>();
    api.catalog().types().forEach(type -> services.add(type.service()));
    for (String service : services) {
      operator.create(
          SERVICE,
          "",
          Service.newBuilder().setName("services/" + service).setMultiRegionPolicy(POLICY).build());
    }
    deploy(operator, "us-west2", westDoor, services);
    deploy(operator, "eastus2", eastDoor, services);
    operator.create(
        ORGANIZATION, "", Organization.newBuilder().setName("organizations/acme").build());
    operator.create(
        PROJECT,
        "",
        TestRegion.project("acme-cold-chain", "acme").toBuilder()
            .setMultiRegionPolicy(POLICY)
            .build());
    west.server().awaitCatalogRows();
    west.bind("organizations/acme", PredefinedRoles.ADMIN_OPERATOR, "domain:acme.example");
  }

  private static void deploy(Caller operator, String region, int port, Set<String> services) {
    operator.create(REGION, "", Region.newBuilder().setName("regions/" + region).build());
    for (String service : services) {
      operator.create(
          DEPLOYMENT,
          "",
          Deployment.newBuilder()
              .setName("services/" + service + "/deployments/" + region)
              .setRegion("regions/" + region)
              .setPublicDomain("127.0.0.1:" + port)
              .build());
    }
  }

  TestRegion west() {
    return west;
  }

  TestRegion east() {
    return east;
  }

  StoreSettings westStore() {
    return westStore;
  }

  StoreSettings eastStore() {
    return eastStore;
  }

  void stopWest() {
    west.close();
  }

  void startWest() {
    west = region(westStore, westPort);
  }

  void stopEast() {
    east.close();
  }

  void startEast() {
    east = region(eastStore, eastPort);
  }

  /** Waits until the east has a copy of what the west owns. */
  void awaitCopy(ResourceType type, Resource original) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(east.operator().get(type, original.name()).encoded())
                    .isEqualTo(original.encoded()));
  }

  /** Waits until each region knows the project, and where the other one serves what. */
  void awaitEachOther() {
    awaitCopy(PROJECT, west.operator().get(PROJECT, TestRegion.COLD_CHAIN));
    awaitCopies(DEPLOYMENT, "services/-");
    awaitCopies(SERVICE, "");
    for (ResourceType type : api.catalog().types()) {
      if (StandardMethod.LIST.offeredBy(type) && isInProjectRegions(type)) {
        awaitAnswer(west, type, EAST);
        awaitAnswer(east, type, TestRegion.PARENT);
      }
    }
  }

  private static boolean isInProjectRegions(ResourceType type) {
    return type.patterns().stream()
        .anyMatch(
            pattern -> pattern.variables().size() == 3 && pattern.text().startsWith(IN_REGION));
  }

  private static void awaitAnswer(TestRegion region, ResourceType type, String parent) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> region.ann().list(type, ListRequest.of(parent)).resources().isEmpty());
  }

  private void awaitCopies(ResourceType type, String parent) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(east.operator().list(type, ListRequest.of(parent)).resources())
                    .hasSameElementsAs(
                        west.operator().list(type, ListRequest.of(parent)).resources()));
  }

  @Override
  public void close() {
    east.close();
    west.close();
  }
}
