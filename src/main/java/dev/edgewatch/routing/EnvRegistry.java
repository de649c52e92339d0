package dev.edgewatch.routing;

import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The deployments that calls may go to, kept current: the only endpoints that {@link Channels}
 * opens. It begins with the bootstrap endpoints and learns the rest from what they, or deployments
 * learned from them, say about meta; nothing else can add an endpoint. Additions and removals take
 * effect at once.
 *
 * <p>Thread-safe. Reading never blocks. Listeners are called on the thread that brings the news,
 * one after the other, after the registry shows it.
 */
public final class EnvRegistry {
  private final List<Endpoint> bootstrap;
  private final List<Consumer<EnvEvent>> listeners = new CopyOnWriteArrayList<>();
  private volatile Known known;

  private record Known(Directory directory, Set<Endpoint> endpoints) {}

  public EnvRegistry(List<Endpoint> bootstrap) {
    if (bootstrap.isEmpty()) {
      throw new IllegalArgumentException("there is no bootstrap endpoint; expected at least one");
    }
    this.bootstrap = List.copyOf(bootstrap);
    this.known = new Known(Directory.EMPTY, Set.copyOf(bootstrap));
  }

  public List<Endpoint> bootstrap() {
    return bootstrap;
  }

  public Directory directory() {
    return known.directory;
  }

  /** Whether a channel may be opened there. */
  public boolean allows(Endpoint endpoint) {
    return known.endpoints.contains(endpoint);
  }

  /** Where a service listens in a region; empty when it is not deployed there, or disabled. */
  public Optional<Endpoint> endpoint(String service, String region) {
    return directory().deployment(service, region).flatMap(EnvRegistry::usable);
  }

  /** Ids of the regions where a service is deployed and not disabled, sorted. */
  public List<String> regions(String service) {
    Set<String> regions = new TreeSet<>();
    for (Deployment deployment : directory().deployments().values()) {
      if (deployment.getName().startsWith("services/" + service + "/")
          && usable(deployment).isPresent()) {
        regions.add(Directory.regionOf(deployment));
      }
    }
    return List.copyOf(regions);
  }

  /**
   * Takes what meta says now in place of what it said before, and tells listeners the difference.
   */
  public synchronized void replace(Directory next) {
    Directory before = known.directory;
    Set<Endpoint> endpoints = new HashSet<>(bootstrap);
    next.deployments().values().forEach(deployment -> usable(deployment).ifPresent(endpoints::add));
    known = new Known(next, Set.copyOf(endpoints));
    next.deployments()
        .forEach(
            (name, deployment) -> {
              if (!deployment.equals(before.deployments().get(name))) {
                fire(new EnvEvent.DeploymentSet(deployment));
              }
            });
    before
        .deployments()
        .forEach(
            (name, deployment) -> {
              if (!next.deployments().containsKey(name)) {
                fire(new EnvEvent.DeploymentRemoved(deployment));
              }
            });
    if (!next.regions().equals(before.regions()) || !next.services().equals(before.services())) {
      fire(new EnvEvent.RegionsOrServicesChanged());
    }
  }

  /** Closing the subscription ends the calls. */
  public Subscription listen(Consumer<EnvEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** A listener's registration. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private void fire(EnvEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  /**
   * The endpoint of a deployment that is routed to. One with an unreadable domain is as good as
   * none.
   */
  private static Optional<Endpoint> usable(Deployment deployment) {
    if (deployment.getIsDisabled()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Endpoint.parse(deployment.getPublicDomain()));
    } catch (RefusalException unreadable) {
      return Optional.empty();
    }
  }

  /** What callers are told when a region has no deployment to call. */
  static RefusalException unknownRegion(String service, String region) {
    return new Refusal.Unavailable(
            "REGION_UNKNOWN",
            "region is '"
                + region
                + "'; expected one where "
                + service
                + " is deployed and enabled",
            Duration.ofSeconds(10))
        .exception();
  }
}
