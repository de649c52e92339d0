package dev.edgewatch.routing;

import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides from a request alone which region it goes to (contract section 8.4). Knows only regions
 * that are registered and enabled for the type's service; naming another one is refused.
 * Thread-safe, never blocks.
 */
public final class Router {
  private static final String OWNING_REGION = "metadata.syncing.owning_region";

  private final EnvRegistry registry;
  private final Optional<String> preferred;
  private final Predicate<Endpoint> reachable;

  /**
   * @param preferred the region to ask when any will do
   * @param reachable what a {@link Channels} says about endpoints; regions that are not are asked
   *     last
   */
  public Router(EnvRegistry registry, Optional<String> preferred, Predicate<Endpoint> reachable) {
    this.registry = registry;
    this.preferred = preferred;
    this.reachable = reachable;
  }

  /** Get, watch of one: the region in the name, else any. */
  public Route read(ResourceType type, ResourceName name) {
    return name.region().<Route>map(region -> to(type, region)).orElseGet(() -> any(type));
  }

  /** Update, delete, custom methods of the owning region. */
  public Route write(ResourceType type, ResourceName name) {
    return name.region()
        .<Route>map(region -> to(type, region))
        .orElseGet(() -> new Route.OwnerOf(name.text(), any(type)));
  }

  /**
   * Create: the region in the parent; else the control region of the project or organization above,
   * else of the service.
   */
  public Route create(ResourceType type, ParentName parent) {
    Optional<Route> byName = parent.region().map(region -> to(type, region));
    return byName
        .or(() -> holder(parent).map(holder -> new Route.ControlRegionOf(holder, any(type))))
        .orElseGet(() -> serviceControl(type));
  }

  /** List, search, watch of many. What the filter says about syncing overrides the parent. */
  public Route collection(ResourceType type, ParentName parent, Filter filter) {
    Optional<String> pinned =
        pinnedOwner(type, filter).or(() -> pinnedReader(type, filter)).or(parent::region);
    if (pinned.isPresent()) {
      return to(type, pinned.get());
    }
    return type.regional() ? new Route.Split(regions(type)) : any(type);
  }

  private static Optional<String> pinnedOwner(ResourceType type, Filter filter) {
    return filter.isAll()
        ? Optional.empty()
        : filter.pinned(FieldPath.parse(type.descriptor(), OWNING_REGION)).map(Object::toString);
  }

  private Optional<String> pinnedReader(ResourceType type, Filter filter) {
    return filter.isAll()
        ? Optional.empty()
        : registry.regions(type.service()).stream()
            .filter(region -> filter.satisfies(syncedTo(type, region)))
            .findFirst();
  }

  private static Filter syncedTo(ResourceType type, String region) {
    return Filter.parse(type, "metadata.syncing.regions CONTAINS \"" + region + "\"");
  }

  /** The nearest policy holder above; types without one are governed by their service. */
  private static Optional<String> holder(ParentName parent) {
    return parent
        .segment("project")
        .map(project -> "projects/" + project)
        .or(
            () ->
                parent.segment("organization").map(organization -> "organizations/" + organization))
        .filter(holder -> !parent.hasWildcard());
  }

  private Route serviceControl(ResourceType type) {
    return registry
        .directory()
        .service(type.service())
        .map(service -> service.getMultiRegionPolicy().getDefaultControlRegion())
        .map(region -> region.substring(region.lastIndexOf('/') + 1))
        .filter(region -> !region.isEmpty())
        .<Route>map(region -> to(type, region))
        .orElseGet(() -> any(type));
  }

  private Route.To to(ResourceType type, String region) {
    if (registry.endpoint(type.service(), region).isEmpty()) {
      throw EnvRegistry.unknownRegion(type.service(), region);
    }
    return new Route.To(region);
  }

  /**
   * Where a type is read of which each region has all rows: reachable regions first, of these the
   * preferred one first.
   */
  public Route.Any any(ResourceType type) {
    return new Route.Any(
        regions(type).stream()
            .sorted(
                Comparator.comparing((String region) -> !isReachable(type, region))
                    .thenComparing(region -> !preferred.equals(Optional.of(region))))
            .toList());
  }

  private boolean isReachable(ResourceType type, String region) {
    return registry.endpoint(type.service(), region).filter(reachable).isPresent();
  }

  private List<String> regions(ResourceType type) {
    List<String> regions = registry.regions(type.service());
    if (regions.isEmpty()) {
      throw new Refusal.Unavailable(
              "NO_REGION",
              type.service() + " has no enabled deployment; expected at least one",
              Duration.ofSeconds(10))
          .exception();
    }
    return regions;
  }
}
