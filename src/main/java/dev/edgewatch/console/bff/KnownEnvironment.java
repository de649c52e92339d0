package dev.edgewatch.console.bff;

import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.routing.Directory;
import dev.edgewatch.routing.EnvRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment as the registry knows it. */
record KnownEnvironment(EnvRegistry registry) implements Environment {
  private static final String DEVICES = "devices.edgelq.com";

  @Override
  public List<Region> regions() {
    Directory directory = registry.directory();
    return directory.regions().values().stream().map(region -> region(directory, region)).toList();
  }

  private static Region region(Directory directory, dev.edgewatch.api.meta.v1.Region region) {
    String id = region.getName().substring(region.getName().indexOf('/') + 1);
    Optional<Deployment> deployment = directory.deployment(DEVICES, id);
    return new Region(
        id,
        region.getTitle().isEmpty() ? id : region.getTitle(),
        deployment.map(Deployment::getPublicDomain).orElse(""),
        deployment.map(KnownEnvironment::place).orElse(""),
        deployment.map(Deployment::getIsDisabled).orElse(true));
  }

  private static String place(Deployment deployment) {
    Deployment.Location location = deployment.getLocation();
    return Stream.of(location.getCity(), location.getCountry())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
