package dev.edgewatch.bench;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.demo.fleet.Patience;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One region in a process of its own, set up with one organization and one project, and a client of
 * it.
 */
final class BenchEnvironment implements AutoCloseable {
  private static final String REGION = "us-west2";
  private static final String LOGGING = "logging.edgelq.com";
  private static final List<String> SERVICES =
      List.of("meta.goten.com", "iam.edgelq.com", "devices.edgelq.com", LOGGING);
  private static final MultiRegionPolicy POLICY =
      MultiRegionPolicy.newBuilder()
          .addEnabledRegions(REGION)
          .setDefaultControlRegion(REGION)
          .build();

  private final Issuer issuer;
  private final RegionProcess region;
  private final EdgeClient client;
  private final Catalog catalog = Catalog.compiled();

  private BenchEnvironment(Issuer issuer, RegionProcess region) {
    this.issuer = issuer;
    this.region = region;
    Endpoint endpoint = new Endpoint("localhost", region.port());
    this.client =
        EdgeClient.connect(
            catalog,
            new ClientSettings(
                List.of(endpoint), ChannelSecurity.PLAINTEXT_ON_LOOPBACK, Optional.of(REGION)),
            caller(Map.of("edgewatch_role", "operator")),
            Clock.systemUTC());
    setUp(endpoint);
  }

  /**
   * Takes the options {@code --heap}, in MB, and {@code --jvm}, more options of the region's JVM
   * separated by spaces.
   */
  static BenchEnvironment start(Options options) throws Exception {
    List<String> jvm = new ArrayList<>();
    jvm.add("-Xmx" + options.number("heap", 2048) + "m");
    jvm.addAll(List.of(options.text("jvm", "").split(" ")));
    jvm.removeIf(String::isEmpty);
    Issuer issuer = new Issuer();
    return new BenchEnvironment(issuer, RegionProcess.start(issuer.url(), jvm));
  }

  private ForwardContext caller(Map<String, Object> claims) {
    String token = issuer.token(claims);
    return ForwardContext.of(_ -> token);
  }

  private void setUp(Endpoint endpoint) {
    create(
        endpoint,
        "meta.goten.com/Region",
        Region.newBuilder().setName("regions/" + REGION).setTitle(REGION).build());
    for (String service : SERVICES) {
      create(
          endpoint,
          "meta.goten.com/Service",
          Service.newBuilder().setName("services/" + service).setMultiRegionPolicy(POLICY).build());
      create(
          endpoint,
          "meta.goten.com/Deployment",
          Deployment.newBuilder()
              .setName("services/" + service + "/deployments/" + REGION)
              .setServiceName(service)
              .setRegion("regions/" + REGION)
              .setPublicDomain(endpoint.toString())
              .build());
    }
    create(
        endpoint,
        "iam.edgelq.com/Organization",
        Organization.newBuilder()
            .setName("organizations/bench")
            .setMultiRegionPolicy(POLICY)
            .build());
    create(
        endpoint,
        "iam.edgelq.com/Project",
        Project.newBuilder()
            .setName("projects/bench")
            .setParentOrganization("organizations/bench")
            .setMultiRegionPolicy(POLICY)
            .build());
    new Patience(Clock.systemUTC())
        .call(
            () -> {
              create(
                  endpoint,
                  "iam.edgelq.com/RoleBinding",
                  RoleBinding.newBuilder()
                      .setName("organizations/bench/roleBindings/bench")
                      .setRole(PredefinedRoles.OPERATOR)
                      .setMember("user:bench@bench.example")
                      .build());
              return true;
            });
    client.ready().join();
    while (SERVICES.stream().anyMatch(each -> client.registry().regions(each).isEmpty())) {
      Thread.onSpinWait();
    }
  }

  private void create(Endpoint endpoint, String type, Message resource) {
    WriteResult result =
        client
            .at(endpoint)
            .resources(catalog.type(type), caller(Map.of("edgewatch_role", "operator")))
            .create("", resource);
    if (result instanceof WriteResult.Refused(_, var refusal)) {
      throw refusal.exception();
    }
  }

  RegionProcess region() {
    return region;
  }

  ResourceClient devices() {
    return resources("devices.edgelq.com/Device");
  }

  ResourceClient resources(String type) {
    return client.region(REGION).resources(catalog.type(type), operator());
  }

  CustomCalls logging() {
    return client.region(REGION).custom(LOGGING, operator());
  }

  /** Who has the role of an operator in the organization. */
  private ForwardContext operator() {
    return caller(Map.of("email", "bench@bench.example", "email_verified", true));
  }

  @Override
  public void close() throws IOException {
    client.close();
    region.close();
    issuer.close();
  }
}
