package dev.edgewatch.console.bff;

import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.routing.Directory;
import dev.edgewatch.routing.EnvRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment as the registry knows it. */
record KnownEnvironment(EnvRegistry registry) implements Environment {
  private static final String DEVICES = "devices.edgelq.com";

  @Override
  public List<Region> regions() {
    Directory directory = registry.directory();
    Map<String, dev.edgewatch.api.meta.v1.Region> byId = new LinkedHashMap<>();
    directory.regions().values().forEach(region -> byId.put(id(region), region));
    return inOrder(directory, DEVICES, byId.keySet()).stream()
        .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
        .map(region -> region(directory, region))
        .toList();
  }

  @Override
  public List<Service> services() {
    return registry.directory().services().values().stream()
        .map(service -> new Service(service.getName(), service.getDisplayName()))
        .map(
            service ->
                service.title().isEmpty() ? new Service(service.name(), service.domain()) : service)
        .toList();
  }

  /** Those of the service's policy first, in its order, then the others. */
  static List<String> inOrder(Directory directory, String service, Set<String> regions) {
    List<String> preferred =
        directory
            .service(service)
            .map(one -> RegionRoster.enabled(one.getMultiRegionPolicy()))
            .orElse(List.of());
    return Stream.concat(
            preferred.stream().filter(regions::contains),
            regions.stream().filter(region -> !preferred.contains(region)))
        .distinct()
        .toList();
  }

  private static Region region(Directory directory, dev.edgewatch.api.meta.v1.Region region) {
    String id = id(region);
    Optional<Deployment> deployment = directory.deployment(DEVICES, id);
    return new Region(
        id,
        region.getTitle().isEmpty() ? id : region.getTitle(),
        deployment.map(Deployment::getPublicDomain).orElse(""),
        deployment.map(KnownEnvironment::place).orElse(""),
        deployment.map(Deployment::getIsDisabled).orElse(true));
  }

  private static String id(dev.edgewatch.api.meta.v1.Region region) {
    return region.getName().substring(region.getName().indexOf('/') + 1);
  }

  private static String place(Deployment deployment) {
    Deployment.Location location = deployment.getLocation();
    return Stream.of(location.getCity(), location.getCountry())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
