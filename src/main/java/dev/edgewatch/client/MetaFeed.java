package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Region;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.Channels;
import dev.edgewatch.routing.Directory;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.EnvRegistry;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the registry current by stateless watches on meta: at a bootstrap endpoint, or while none
 * answers at a deployment learned before. What is known stays when nobody answers.
 */
final class MetaFeed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MetaFeed.class);
  private static final String META = "meta.goten.com";

  private final EnvRegistry registry;
  private final Channels channels;
  private final ForwardContext own;
  private final List<Rows<?>> all;
  private final Rows<Region> regions;
  private final Rows<Service> services;
  private final Rows<Deployment> deployments;
  private final List<Watcher> watchers;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  MetaFeed(
      Catalog catalog,
      EnvRegistry registry,
      Channels channels,
      ForwardContext own,
      ScheduledExecutorService scheduler,
      Clock clock) {
    this.registry = registry;
    this.channels = channels;
    this.own = own;
    regions = new Rows<>(catalog.type(META + "/Region"), "", Region.parser());
    services = new Rows<>(catalog.type(META + "/Service"), "", Service.parser());
    deployments = new Rows<>(catalog.type(META + "/Deployment"), "services/-", Deployment.parser());
    all = List.of(regions, services, deployments);
    watchers =
        all.stream()
            .map(
                rows ->
                    new Watcher(
                        () -> meta(rows.type),
                        WatchManyRequest.all(rows.parent, ""),
                        scheduler,
                        clock,
                        ThreadLocalRandom.current(),
                        rows))
            .toList();
  }

  void start() {
    watchers.forEach(Watcher::start);
  }

  CompletableFuture<Void> ready() {
    return ready;
  }

  @Override
  public void close() {
    watchers.forEach(Watcher::close);
  }

  private ResourceClient meta(ResourceType type) {
    Endpoint endpoint =
        candidates().stream().filter(channels::reachable).findFirst().orElse(anyBootstrap());
    return new ResourceClient(
        type,
        new RegionCalls(endpoint.toString(), () -> channels.to(endpoint), own, Optional.empty()));
  }

  private Set<Endpoint> candidates() {
    Set<Endpoint> candidates = new LinkedHashSet<>(registry.bootstrap());
    registry
        .regions(META)
        .forEach(region -> registry.endpoint(META, region).ifPresent(candidates::add));
    return candidates;
  }

  private Endpoint anyBootstrap() {
    List<Endpoint> bootstrap = registry.bootstrap();
    return bootstrap.get(ThreadLocalRandom.current().nextInt(bootstrap.size()));
  }

  private synchronized void publish() {
    if (!all.stream().allMatch(rows -> rows.synced)) {
      return;
    }
    if (deployments.byName.isEmpty() && !registry.directory().deployments().isEmpty()) {
      log.warn("meta lists no deployment any more; going on with those known before");
      return;
    }
    registry.replace(
        Directory.of(
            regions.byName.values(), services.byName.values(), deployments.byName.values()));
    ready.complete(null);
  }

  /** The rows of one type as the watch says them. */
  private final class Rows<M> implements Watcher.Listener {
    private final ResourceType type;
    private final String parent;
    private final Parser<M> parser;
    private final Map<String, M> byName = new ConcurrentHashMap<>();
    private volatile boolean synced;

    Rows(ResourceType type, String parent, Parser<M> parser) {
      this.type = type;
      this.parent = parent;
      this.parser = parser;
    }

    @Override
    public void synced(Map<String, ByteString> rows) {
      byName.keySet().retainAll(rows.keySet());
      rows.forEach((name, encoded) -> byName.put(name, decode(name, encoded)));
      synced = true;
      publish();
    }

    @Override
    public void changed(List<Watcher.RowChange> changes) {
      for (Watcher.RowChange change : changes) {
        switch (change) {
          case Watcher.RowChange.Put(var name, var encoded) ->
              byName.put(name, decode(name, encoded));
          case Watcher.RowChange.Removed(var name) -> byName.remove(name);
        }
      }
      publish();
    }

    @Override
    public void lost(Refusal why) {
      log.warn("nobody answers for {}: {}", type.fullName(), why.message());
    }

    private M decode(String name, ByteString encoded) {
      try {
        return parser.parseFrom(encoded);
      } catch (InvalidProtocolBufferException broken) {
        throw new IllegalStateException(name + " cannot be decoded", broken);
      }
    }
  }
}
