package dev.edgewatch.bench;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.View;
import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.demo.Demo;
import dev.edgewatch.demo.DemoOptions;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.ForwardContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The whole demo in this process, on data that go with it, and a client that reports for its
 * devices.
 */
final class BenchDemo implements AutoCloseable {
  static final String PROJECT = "projects/acme-cold-chain";

  private final Path data;
  private final Demo demo;
  private final EdgeClient client;

  /** One for all calls: another one would fetch a token of its own, which costs the demo dearly. */
  private final ForwardContext operator;

  private final Map<String, ResourceClient> devices;

  private BenchDemo(Path data, Demo demo) {
    this.data = data;
    this.demo = demo;
    this.operator = demo.operator();
    Catalog catalog = Catalog.compiled();
    ClientSettings settings =
        new ClientSettings(
            demo.endpoints(),
            ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
            Optional.of(Demo.REGIONS.getFirst()));
    this.client = EdgeClient.connect(catalog, settings, demo.agents(), Clock.systemUTC());
    client.ready().join();
    this.devices =
        Demo.REGIONS.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    region ->
                        client
                            .region(region)
                            .resources(catalog.type("devices.edgelq.com/Device"), demo.agents())));
  }

  /**
   * @param port of the console; 0 for any free ones
   */
  static BenchDemo start(int port, int devices, double changesPerSecond) throws IOException {
    System.setProperty("logging.level.dev.edgewatch", "warn");
    Path data =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target").toAbsolutePath()), "bench-demo-");
    return new BenchDemo(
        data, Demo.start(new DemoOptions(data, true, port, 0, devices, changesPerSecond)));
  }

  /** Creates a resource in the control region, as an operator. */
  WriteResult create(String type, Message resource) {
    return client
        .region(Demo.REGIONS.getFirst())
        .resources(Catalog.compiled().type(type), operator)
        .create("", resource);
  }

  /** Waits until each region knows of so many resources of a type, its own and those of others. */
  void awaitEverywhere(String type, String parent, int count) {
    for (String region : Demo.REGIONS) {
      ResourceClient there =
          client.region(region).resources(Catalog.compiled().type(type), operator);
      Awaitility.await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> there.count(parent, "") >= count);
    }
  }

  String url() {
    return demo.url();
  }

  /** A client for the devices of each region. */
  Map<String, ResourceClient> devices() {
    return devices;
  }

  /** Names of all devices of a region. */
  Stream<String> names(ResourceClient region) {
    return region
        .pages(
            new ListRequest(
                PROJECT + "/regions/" + region.region(),
                1000,
                "",
                "",
                "",
                FieldMask.getDefaultInstance(),
                View.NAME,
                false))
        .flatMap(page -> page.resources().stream())
        .map(Resource::name);
  }

  @Override
  public void close() throws IOException {
    client.close();
    demo.close();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
