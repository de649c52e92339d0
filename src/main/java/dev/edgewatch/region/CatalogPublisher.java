package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rows of {@link CatalogRows} as this program says, for the services that the region
 * controls: when it starts and whenever a service or its policy changes. Each service is one
 * transaction, which writes what is different and nothing else. Works in the background, so that a
 * region takes calls meanwhile, and tries again when the database refuses.
 */
final class CatalogPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogPublisher.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Writes writes;
  private final boolean alone;
  private final CatalogRows rows;
  private final ResourceType services;
  private final Map<String, Resource> known = new ConcurrentHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("catalog-rows").factory());
  private final ChangeFeed.Subscription news;
  private volatile boolean stopping;

  /**
   * @param alone whether there are no other regions, so that this one controls services that nobody
   *     has set up
   */
  CatalogPublisher(Writes writes, boolean alone) {
    this.writes = writes;
    this.alone = alone;
    this.rows = new CatalogRows(writes.region().catalog());
    this.services = writes.region().catalog().type("meta.goten.com/Service");
    this.news =
        writes
            .region()
            .store()
            .feed()
            .follow(
                services,
                "",
                service -> known.put(service.name(), service),
                transaction -> transaction.changes().forEach(this::changed));
  }

  void start() {
    writes.region().catalog().services().forEach(this::publishSoon);
  }

  /** Waits for everything that was to be published by now. */
  void await() {
    try {
      worker.submit(() -> {}).get();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void changed(Change change) {
    if (change.after() == null) {
      known.remove(change.name());
    } else {
      known.put(change.name(), change.after());
    }
    services
        .findName(change.name())
        .map(ResourceName::id)
        .filter(domain -> writes.region().catalog().services().contains(domain))
        .ifPresent(this::publishSoon);
  }

  private void publishSoon(String service) {
    if (!stopping) {
      worker.execute(() -> publish(service));
    }
  }

  private void publish(String service) {
    if (stopping) {
      return;
    }
    WriteContext context = new WriteContext("service:" + service, UUID.randomUUID().toString());
    try {
      int written =
          writes
              .outgoing()
              .establishingAll(
                  context,
                  established ->
                      writes
                          .region()
                          .write(
                              context,
                              session ->
                                  new Publication(
                                          session, service, established, context.requestId())
                                      .run()))
              .value();
      if (written > 0) {
        LOG.info("catalog of {}: {} rows changed", service, written);
      }
    } catch (RuntimeException refused) {
      LOG.warn("the catalog of {} cannot be written: {}", service, refused.getMessage());
      writes.region().timer().after(AGAIN, () -> publishSoon(service));
    }
  }

  @Override
  public void close() {
    stopping = true;
    news.close();
    worker.close();
  }

  /** One service in one session. */
  private final class Publication {
    private final Session session;
    private final String service;
    private final Establishments established;
    private final String requestId;
    private final List<Runnable> changes = new ArrayList<>();

    Publication(Session session, String service, Establishments established, String requestId) {
      this.requestId = requestId;
      this.session = session;
      this.service = service;
      this.established = established;
    }

    /** Reads all, then writes what is different; how many rows that were. */
    int run() {
      if (!isOurs()) {
        return 0;
      }
      Map<String, Message> wanted = rows.of(service);
      for (ResourceType type : rows.types()) {
        String prefix = type.parseParent("services/" + service).concretePrefix();
        Map<String, Resource> present = new HashMap<>();
        session.list(type, prefix).forEach(row -> present.put(row.name(), row));
        wanted.forEach(
            (name, message) -> {
              if (name.startsWith(prefix)) {
                compare(type.parseName(name), message, Optional.ofNullable(present.remove(name)));
              }
            });
        present.values().forEach(this::remove);
      }
      Map<String, Message> roles = rows.roles(service);
      Map<String, Resource> present = session.batchGet(rows.role(), List.copyOf(roles.keySet()));
      roles.forEach(
          (name, role) ->
              compare(rows.role().parseName(name), role, Optional.ofNullable(present.get(name))));
      changes.forEach(Runnable::run);
      return changes.size();
    }

    /**
     * Decided by what the feed has told: that may be a moment ahead of what a session sees, because
     * PostgreSQL decodes a commit before it is visible to everybody.
     */
    private boolean isOurs() {
      Resource row = known.get("services/" + service);
      if (row == null) {
        return alone;
      }
      String control = row.as(Service.class).getMultiRegionPolicy().getDefaultControlRegion();
      return control.isEmpty()
          ? isOwnedHere(row)
          : Ownership.id(control).equals(writes.region().id());
    }

    private boolean isOwnedHere(Resource row) {
      return writes.owners().isHere(MetadataField.of(row).getSyncing().getOwningRegion());
    }

    private void compare(ResourceName name, Message wanted, Optional<Resource> present) {
      ResourceType type = name.type();
      var syncing = writes.ownership().syncing(name);
      if (present.isEmpty()) {
        Prepared row = writes.fresh(session, name, wanted, syncing, established.of(name));
        changes.add(() -> row.save(session));
      } else if (isOwnedHere(present.get())) {
        Message before = present.get().message();
        Meta metadata = MetadataField.of(type, before);
        writes
            .replaced(
                session,
                name,
                before,
                MetadataField.with(type, wanted, metadata),
                syncing,
                established.of(name))
            .ifPresent(row -> changes.add(() -> row.save(session)));
      }
    }

    /** A row that is still referred to stays. */
    private void remove(Resource row) {
      if (isOwnedHere(row)) {
        Deletion deletion = Deletion.plan(session, writes.consequences(), row);
        if (deletion.blocking().isEmpty()) {
          changes.add(() -> deletion.carryOut(requestId));
        }
      }
    }
  }
}
