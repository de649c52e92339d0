package dev.edgewatch.routing;

import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The regions, services and deployments there are, as meta describes them (contract section 7).
 * Immutable value; the maps are sorted by resource name.
 */
public record Directory(
    SortedMap<String, Region> regions,
    SortedMap<String, Service> services,
    SortedMap<String, Deployment> deployments) {

  public static final Directory EMPTY =
      new Directory(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public Directory {
    regions = copy(regions);
    services = copy(services);
    deployments = copy(deployments);
  }

  public static Directory of(
      Collection<Region> regions,
      Collection<Service> services,
      Collection<Deployment> deployments) {
    SortedMap<String, Region> regionsByName = new TreeMap<>();
    regions.forEach(region -> regionsByName.put(region.getName(), region));
    SortedMap<String, Service> servicesByName = new TreeMap<>();
    services.forEach(service -> servicesByName.put(service.getName(), service));
    SortedMap<String, Deployment> deploymentsByName = new TreeMap<>();
    deployments.forEach(deployment -> deploymentsByName.put(deployment.getName(), deployment));
    return new Directory(regionsByName, servicesByName, deploymentsByName);
  }

  /** The service of a domain, {@code devices.edgelq.com}. */
  public Optional<Service> service(String domain) {
    return Optional.ofNullable(services.get("services/" + domain));
  }

  /** The deployment of a service in a region, disabled ones included. */
  public Optional<Deployment> deployment(String service, String region) {
    return Optional.ofNullable(deployments.get("services/" + service + "/deployments/" + region));
  }

  /** Id of the region a deployment is in. */
  static String regionOf(Deployment deployment) {
    String name = deployment.getRegion().isEmpty() ? deployment.getName() : deployment.getRegion();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static <V> SortedMap<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
