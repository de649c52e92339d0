package dev.edgewatch.processes;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.edgewatch.FreePorts;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.client.ClientCredentials;
import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.ClientTokens;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One region, a console and an identity provider, each a process, with the settings of
 * docs/operations.md; and what an operator does then.
 */
final class RolesByHand implements AutoCloseable {
  private static final String REGION = "us-west2";

  private final Path folder;
  private final int regionPort = FreePorts.one();
  private final int regionManagement = FreePorts.one();
  private final int consolePort = FreePorts.one();
  private final int consoleManagement = FreePorts.one();
  private final IdentityAtHand identity;
  private RoleProcess region;
  private RoleProcess console;
  private final StoreSettings store;

  /**
   * @param provider starts the identity provider for a console at an address
   */
  RolesByHand(
      Path folder, StoreSettings store, Function<String, ? extends IdentityAtHand> provider) {
    this.folder = folder;
    this.store = store;
    identity = provider.apply(url());
    region = startRegion();
    console = startConsole();
  }

  String url() {
    return "http://localhost:" + consolePort;
  }

  private RoleProcess startRegion() {
    return RoleProcess.start(
            folder,
            "region",
            List.of(
                "--edgewatch.region.id=" + REGION,
                "--edgewatch.region.address=127.0.0.1",
                "--edgewatch.region.port=" + regionPort,
                "--edgewatch.region.database.url=" + store.jdbcUrl(),
                "--edgewatch.region.database.user=" + store.user(),
                "--edgewatch.region.database.password=" + store.password(),
                "--edgewatch.region.oidc.issuer=" + identity.issuer(),
                "--edgewatch.region.oidc.jwks-uri=" + identity.jwks(),
                "--management.server.port=" + regionManagement,
                "--logging.structured.format.console=ecs"))
        .awaitOk("http://localhost:" + regionManagement + "/actuator/health/readiness");
  }

  private RoleProcess startConsole() {
    return RoleProcess.start(
            folder,
            "console",
            List.of(
                "--server.port=" + consolePort,
                "--management.server.port=" + consoleManagement,
                "--edgewatch.console.base-url=" + url(),
                "--edgewatch.console.bootstrap=localhost:" + regionPort,
                "--edgewatch.console.plaintext=true",
                "--edgewatch.console.secure-cookies=false",
                "--edgewatch.console.oidc.issuer=" + identity.issuer(),
                "--edgewatch.console.oidc.client-secret=" + IdentityAtHand.CONSOLE_SECRET,
                "--logging.structured.format.console=ecs"))
        .awaitOk("http://localhost:" + consoleManagement + "/actuator/health/readiness");
  }

  RoleProcess console() {
    return console;
  }

  RoleProcess region() {
    return region;
  }

  /** Starts another console in the place of the one that has ended. */
  void startConsoleAgain() {
    console = startConsole();
  }

  /** Writes the environment and a few devices through the API. */
  void setUp(int devices) {
    Catalog catalog = Catalog.compiled();
    Endpoint endpoint = new Endpoint("localhost", regionPort);
    ForwardContext operator =
        ForwardContext.of(
            new ClientTokens(
                new ClientCredentials(
                    identity.tokens(), IdentityAtHand.OPERATOR, IdentityAtHand.OPERATOR_SECRET),
                Clock.systemUTC()));
    var settings =
        new ClientSettings(
            List.of(endpoint), ChannelSecurity.PLAINTEXT_ON_LOOPBACK, Optional.empty());
    try (EdgeClient client = EdgeClient.connect(catalog, settings, operator, Clock.systemUTC())) {
      var writes = new Writes(client, catalog, endpoint, operator);
      MultiRegionPolicy policy =
          MultiRegionPolicy.newBuilder()
              .addEnabledRegions(REGION)
              .setDefaultControlRegion(REGION)
              .build();
      writes.create(
          "meta.goten.com/Region", "", Region.newBuilder().setName("regions/" + REGION).build());
      for (String service : List.of("meta.goten.com", "iam.edgelq.com", "devices.edgelq.com")) {
        writes.create(
            "meta.goten.com/Service",
            "",
            Service.newBuilder()
                .setName("services/" + service)
                .setMultiRegionPolicy(policy)
                .build());
        writes.create(
            "meta.goten.com/Deployment",
            "",
            Deployment.newBuilder()
                .setName("services/" + service + "/deployments/" + REGION)
                .setRegion("regions/" + REGION)
                .setPublicDomain(endpoint.toString())
                .build());
      }
      writes.create(
          "iam.edgelq.com/Organization",
          "",
          Organization.newBuilder()
              .setName("organizations/acme")
              .setTitle("Acme Group")
              .setMultiRegionPolicy(policy)
              .build());
      writes.create(
          "iam.edgelq.com/Project",
          "",
          Project.newBuilder()
              .setName("projects/acme-cold-chain")
              .setTitle("Acme Cold Chain")
              .setParentOrganization("organizations/acme")
              .setMultiRegionPolicy(policy)
              .addEnabledServices("services/devices.edgelq.com")
              .build());
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(
              () -> {
                writes.create(
                    "iam.edgelq.com/RoleBinding",
                    "organizations/acme",
                    RoleBinding.newBuilder()
                        .setRole(PredefinedRoles.ADMIN_OPERATOR)
                        .setMember("user:ann@acme.example")
                        .build());
                return true;
              });
      String parent = "projects/acme-cold-chain/regions/" + REGION;
      for (int device = 1; device <= devices; device++) {
        writes.create(
            "devices.edgelq.com/Device",
            parent,
            Device.newBuilder()
                .setName(parent + "/devices/pump-" + device)
                .setDisplayName("Pump " + device)
                .build());
      }
    }
  }

  private record Writes(
      EdgeClient client, Catalog catalog, Endpoint endpoint, ForwardContext operator) {
    void create(String type, String parent, Message resource) {
      WriteResult written =
          client.at(endpoint).resources(catalog.type(type), operator).create(parent, resource);
      if (!(written instanceof WriteResult.Done)) {
        throw new IllegalStateException(type + " was not created: " + written);
      }
    }
  }

  @Override
  public void close() {
    console.close();
    region.close();
    identity.close();
  }
}
