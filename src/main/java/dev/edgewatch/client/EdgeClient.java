package dev.edgewatch.client;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.Channels;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.EnvRegistry;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.routing.RetryPolicy;
import dev.edgewatch.routing.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All regions of an environment. Knows them from the bootstrap endpoints on and keeps itself
 * current; see {@link EnvRegistry}. Thread-safe. Closing it ends all calls.
 */
public final class EdgeClient implements AutoCloseable {
  private final Catalog catalog;
  private final EnvRegistry registry;
  private final Channels channels;
  private final Router router;
  private final MetaFeed meta;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("client-timers").factory());

  private EdgeClient(Catalog catalog, ClientSettings settings, ForwardContext own, Clock clock) {
    this.catalog = catalog;
    registry = new EnvRegistry(settings.bootstrap());
    channels = new Channels(registry, settings.security(), new RetryPolicy(catalog.types()));
    router = new Router(registry, settings.preferredRegion(), channels::reachable);
    meta = new MetaFeed(catalog, registry, channels, own, scheduler, clock);
  }

  /**
   * Returns at once; {@link #ready} says when the regions are known.
   *
   * @param own who the program itself is, to read meta with
   */
  public static EdgeClient connect(
      Catalog catalog, ClientSettings settings, ForwardContext own, Clock clock) {
    EdgeClient client = new EdgeClient(catalog, settings, own, clock);
    client.meta.start();
    return client;
  }

  /** Completed when regions, services and deployments are known for the first time. */
  public CompletableFuture<Void> ready() {
    return meta.ready();
  }

  public EnvRegistry registry() {
    return registry;
  }

  public Channels channels() {
    return channels;
  }

  public Router router() {
    return router;
  }

  /** The types this client knows. */
  public Catalog catalog() {
    return catalog;
  }

  /**
   * Ids of the regions in which a service is deployed; refuses with UNAVAILABLE as long as it is
   * not known which regions there are.
   */
  public List<String> serving(String service) {
    if (!ready().isDone()) {
      throw new Refusal.Unavailable(
              "REGIONS_UNKNOWN", "which regions there are is not known yet", Duration.ofSeconds(5))
          .exception();
    }
    return registry.regions(service);
  }

  /** One region, by its id. */
  public RegionClient region(String id) {
    return new RegionClient(id, channels);
  }

  /**
   * The region behind an endpoint, whatever it serves: for setting up an environment in which meta
   * does not know it yet. Only bootstrap endpoints and those that meta lists are called.
   */
  public RegionClient at(Endpoint endpoint) {
    return new RegionClient(endpoint, channels);
  }

  /** Resources of one type wherever they are, on behalf of a caller. */
  public RoutedResources resources(ResourceType type, ForwardContext context) {
    return new RoutedResources(this, type, context);
  }

  /** For {@link Watcher}s: waits between attempts, runs nothing long. */
  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public void close() {
    meta.close();
    scheduler.shutdownNow();
    channels.close();
  }
}
