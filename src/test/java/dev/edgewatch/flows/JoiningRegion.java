package dev.edgewatch.flows;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.demo.Demo;
import dev.edgewatch.region.OtherApi;
import dev.edgewatch.region.RegionServer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A region that is really started, beside a running demo, and what an operator does about it. */
final class JoiningRegion implements AutoCloseable {
  private static final String PROJECT = "projects/acme-cold-chain";
  private static final List<String> SERVICES =
      List.of("meta.goten.com", "iam.edgelq.com", "devices.edgelq.com");

  private final Demo demo;
  private final String region;
  private final RegionServer server;
  private final Optional<String> added;
  private final Catalog catalog = Catalog.compiled();
  private final EdgeClient client;
  private boolean inMeta;
  private boolean inProject;

  private JoiningRegion(Demo demo, String region, RegionServer server, Optional<String> added) {
    this.added = added;
    this.demo = demo;
    this.region = region;
    this.server = server;
    this.client =
        EdgeClient.connect(
            catalog,
            new ClientSettings(
                List.of(demo.endpoints().getFirst()),
                ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
                Optional.empty()),
            demo.operator(),
            Clock.systemUTC());
    client.ready().join();
  }

  static JoiningRegion start(Demo demo, StoreSettings store) {
    RegionServer server =
        RegionServer.start(demo.joining(store), new SimpleMeterRegistry(), Clock.systemUTC());
    return new JoiningRegion(demo, store.region(), server, Optional.empty());
  }

  /** One that serves a service that the demo and its console do not know. */
  static JoiningRegion serving(Demo demo, StoreSettings store, Catalog catalog, String service) {
    RegionServer server = OtherApi.start(catalog, demo.joining(store));
    return new JoiningRegion(demo, store.region(), server, Optional.of(service));
  }

  /** Lists the region and its deployments in meta. */
  void joinMeta() {
    inMeta = true;
    done(
        control("meta.goten.com/Region")
            .save(
                Region.newBuilder().setName("regions/" + region).setTitle("West Europe").build()));
    added.ifPresent(this::setUp);
    for (String service : services()) {
      done(
          control("meta.goten.com/Deployment")
              .save(
                  Deployment.newBuilder()
                      .setName("services/" + service + "/deployments/" + region)
                      .setRegion("regions/" + region)
                      .setPublicDomain(new Endpoint("localhost", server.port()).toString())
                      .build()));
    }
  }

  private List<String> services() {
    return Stream.concat(SERVICES.stream(), added.stream()).toList();
  }

  /** What an operator does for a new service; this region controls it. */
  private void setUp(String service) {
    done(
        control("meta.goten.com/Service")
            .save(
                Service.newBuilder()
                    .setName("services/" + service)
                    .addAllVersions("v1")
                    .setMultiRegionPolicy(
                        MultiRegionPolicy.newBuilder()
                            .addEnabledRegions("regions/" + region)
                            .setDefaultControlRegion("regions/" + region))
                    .build()));
  }

  /**
   * The service of its own first: as long as the region serves meta, its rows there are its own.
   */
  void leaveMeta() {
    inMeta = false;
    for (String service : services().reversed()) {
      done(
          control("meta.goten.com/Deployment")
              .delete("services/" + service + "/deployments/" + region));
    }
  }

  /** The project uses the region from now on, after those of the demo. */
  void joinProject() {
    inProject = true;
    List<String> regions = new ArrayList<>(Demo.REGIONS);
    regions.add(region);
    enable(regions);
  }

  void leaveProject() {
    inProject = false;
    enable(Demo.REGIONS);
  }

  private void enable(List<String> regions) {
    Message project =
        Project.newBuilder()
            .setName(PROJECT)
            .setMultiRegionPolicy(
                MultiRegionPolicy.newBuilder()
                    .addAllEnabledRegions(regions)
                    .setDefaultControlRegion(Demo.REGIONS.getFirst()))
            .build();
    FieldMask policy = FieldMask.newBuilder().addPaths("multi_region_policy").build();
    done(
        control("iam.edgelq.com/Project").update(UpdateRequest.of(project.toByteString(), policy)));
  }

  void createDevice(String id, String displayName) {
    String parent = PROJECT + "/regions/" + region;
    done(
        client
            .region(region)
            .resources(catalog.type("devices.edgelq.com/Device"), demo.operator())
            .create(
                parent,
                Device.newBuilder()
                    .setName(parent + "/devices/" + id)
                    .setDisplayName(displayName)
                    .build()));
  }

  private ResourceClient control(String type) {
    return client.region(Demo.REGIONS.getFirst()).resources(catalog.type(type), demo.operator());
  }

  private static void done(WriteResult written) {
    if (!(written instanceof WriteResult.Done)) {
      throw new IllegalStateException("not written: " + written);
    }
  }

  /** Also leaves what it joined and, because the test failed, did not leave: others come after. */
  @Override
  public void close() {
    try {
      if (inProject) {
        leaveProject();
      }
      if (inMeta) {
        leaveMeta();
      }
    } finally {
      client.close();
      server.close();
    }
  }
}
