package dev.edgewatch.routing;

import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Environments that tests use. */
public final class Environments {
  static final Endpoint BOOTSTRAP = new Endpoint("127.0.0.1", 9000);

  private Environments() {}

  /**
   * Devices and iam in these regions, at ports 9001, 9002 and so on; iam is controlled from the
   * first one.
   */
  static Directory inRegions(String... regions) {
    List<Deployment> deployments =
        Stream.of("devices.edgelq.com", "iam.edgelq.com", "meta.goten.com")
            .flatMap(
                service ->
                    Arrays.stream(regions)
                        .map(
                            region ->
                                deployment(
                                    service, region, port(List.of(regions).indexOf(region)))))
            .toList();
    return Directory.of(
        Arrays.stream(regions).map(Environments::region).toList(),
        List.of(service("iam.edgelq.com", regions[0])),
        deployments);
  }

  public static Region region(String id) {
    return Region.newBuilder().setName("regions/" + id).setTitle(id).build();
  }

  public static Service service(String domain, String controlRegion) {
    return Service.newBuilder()
        .setName("services/" + domain)
        .setMultiRegionPolicy(
            MultiRegionPolicy.newBuilder()
                .addEnabledRegions(controlRegion)
                .setDefaultControlRegion(controlRegion))
        .build();
  }

  public static Deployment deployment(String service, String region, Endpoint endpoint) {
    return Deployment.newBuilder()
        .setName("services/" + service + "/deployments/" + region)
        .setRegion("regions/" + region)
        .setPublicDomain(endpoint.toString())
        .build();
  }

  static Endpoint port(int index) {
    return new Endpoint("127.0.0.1", 9001 + index);
  }

  /** The same environment with one deployment replaced. */
  static Directory with(Directory before, Deployment deployment) {
    var deployments = new TreeMap<>(before.deployments());
    deployments.put(deployment.getName(), deployment);
    return new Directory(before.regions(), before.services(), deployments);
  }
}
