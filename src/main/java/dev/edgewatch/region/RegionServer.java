package dev.edgewatch.region;

import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.ClientTokens;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.AccountKeys;
import dev.edgewatch.iam.AccountTokens;
import dev.edgewatch.iam.Authenticator;
import dev.edgewatch.iam.EmailHolders;
import dev.edgewatch.iam.OwnDomains;
import dev.edgewatch.iam.TokenVerifier;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.store.PostgresStore;
import dev.edgewatch.store.Store;
import dev.edgewatch.watch.WatchLimits;
import dev.edgewatch.watch.Watches;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A regional deployment: every service's API for one region over gRPC, on one PostgreSQL database.
 * Several may run in one process. Start and stop are called once each and by one thread at a time.
 */
public final class RegionServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegionServer.class);
  private static final Duration FEED_SILENT = Duration.ofSeconds(15);

  private final RegionSettings settings;
  private final Region region;
  private final ResourceEdits edits;
  private final CatalogPublisher catalogRows;
  private final Gate gate;
  private final Server server;
  private final ExecutorService calls =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("region-call-", 0).factory());
  private final ServerHealth health = new ServerHealth();
  private final Deque<AutoCloseable> parts;
  private final List<CustomService> customServices = new ArrayList<>();

  private RegionServer(
      ServedApi api,
      RegionSettings settings,
      MeterRegistry meters,
      Clock clock,
      Deque<AutoCloseable> parts) {
    this.settings = settings;
    this.parts = parts;
    Catalog catalog = api.catalog();
    Store store =
        opened(
            PostgresStore.open(settings.store(), catalog.and(PrivateTypes.CATALOG), meters, clock));
    // Before anything that shows rows, so that who has lost a grant sees nothing later than that.
    AccessIndex access = opened(new AccessIndex(catalog, store.feed()));
    Authenticator authenticator = authenticator(catalog, store, clock);
    Watches watches = opened(Watches.over(store.feed(), WatchLimits.standard(), clock, meters));
    RegionTimer timer = opened(new RegionTimer());
    this.region =
        new Region(
            settings.region(),
            catalog,
            store,
            watches,
            access,
            settings.limits(),
            timer,
            clock,
            authenticator,
            settings.mail(),
            settings.sealing());
    Denials denials = opened(new Denials(store.audit(), timer, meters, clock));
    this.gate =
        new Gate(
            authenticator,
            region::awaitAccess,
            settings.callers(),
            denials,
            settings.limits(),
            timer,
            meters,
            clock);
    Optional<ForwardContext> own =
        settings
            .copies()
            .map(copies -> ForwardContext.of(new ClientTokens(copies.credentials(), clock)));
    Optional<EdgeClient> others =
        settings.copies().map(copies -> connect(copies, own.orElseThrow()));
    Optional<Siblings> siblings =
        others.map(client -> new Siblings(region.id(), client, own.orElseThrow()));
    Writes writes = Writes.of(region, ReadCopies.names(), siblings, new SecureRandom());
    this.edits = writes;
    others.ifPresent(
        client ->
            opened(
                new ReadCopies(
                    region,
                    writes.consequences(),
                    client,
                    own.orElseThrow(),
                    heard(writes.ownership()))));
    this.catalogRows = opened(new CatalogPublisher(writes, others.isEmpty()));
    Forwarder forwarder = new Forwarder(region.id(), others);
    RegionServices services =
        new RegionServices(
            gate,
            catalog,
            new StandardMethods(new StandardReads(region), writes, forwarder),
            new CustomCalls(gate, writes, forwarder),
            custom(api, writes),
            api.notOffered());
    gate.onEntry(context -> customServices.forEach(service -> service.cameIn(context)));
    List<ServerServiceDefinition> definitions = new ArrayList<>(services.definitions());
    definitions.add(dependents(writes, siblings).definition(gate));
    definitions.addAll(new PrivateWatches(new StandardReads(region)).definitions(gate));
    AccessRequests requests = opened(new AccessRequests(access, store.feed()));
    new AnsweredRequests(writes, requests).start();
    definitions.add(
        new AccessService(region, requests, new AccessRequesting(writes, forwarder, requests))
            .definition(gate));
    this.server = GrpcServers.build(settings, definitions, gate, health, calls);
  }

  private Authenticator authenticator(Catalog catalog, Store store, Clock clock) {
    AccountKeys keys = opened(new AccountKeys(catalog, store.feed()));
    OwnDomains domains = opened(new OwnDomains(catalog, store.feed(), settings.domains()));
    return new Authenticator(
        new TokenVerifier(settings.oidc(), clock),
        new AccountTokens(keys, domains, clock),
        opened(new EmailHolders(store.feed())));
  }

  /** Each row of a service's work is there as long as there is something to do. */
  private record Pieces(DurableWork work) implements RecordedWork.Step {
    @Override
    public boolean isDone(Resource row) {
      return false;
    }

    @Override
    public RecordedWork.Outcome run(Resource row) {
      return work.run(row)
          .<RecordedWork.Outcome>map(later -> new RecordedWork.Waiting(Set.of(), later))
          .orElseGet(RecordedWork.Done::new);
    }
  }

  /** What follows after deletions, and what regions tell each other of it. */
  private ReferenceService dependents(Writes writes, Optional<Siblings> siblings) {
    Elsewhere elsewhere = new Elsewhere(region, siblings);
    Consequences consequences = writes.consequences();
    Incoming incoming = new Incoming(region, consequences);
    opened(
        RecordedWork.start(
            region, PrivateTypes.UNFINISHED, new UnfinishedWork(region, consequences, elsewhere)));
    opened(RecordedWork.start(region, PrivateTypes.OUTGOING, writes.outgoing()));
    opened(RecordedWork.start(region, PrivateTypes.INCOMING, incoming));
    return new ReferenceService(region, incoming, new Releases(region, consequences, elsewhere));
  }

  /** Who listens to whether siblings are still there; nobody when their silence does not matter. */
  private Optional<HeardSiblings> heard(Ownership ownership) {
    return settings
        .copies()
        .map(CopySettings::silence)
        .filter(silence -> !silence.isZero())
        .map(
            silence ->
                opened(
                    new HeardSiblings(
                        region.id(),
                        silence,
                        region.access(),
                        () -> ownership.controlling(ReadCopies.ACCESS),
                        region.feed()::silence,
                        region.timer(),
                        System::nanoTime)));
  }

  /** The other regions, as this one itself sees them. */
  private EdgeClient connect(CopySettings copies, ForwardContext own) {
    ClientSettings client =
        new ClientSettings(copies.bootstrap(), copies.security(), Optional.of(region.id()));
    return opened(EdgeClient.connect(region.catalog(), client, own, region.clock()));
  }

  /** Starts a region that serves the types compiled into this program. */
  public static RegionServer start(RegionSettings settings, MeterRegistry meters, Clock clock) {
    return start(ServedApi.compiled(), settings, meters, clock);
  }

  /**
   * Opens the database, loads what is needed and takes calls. Refuses with one sentence when
   * something is missing or taken.
   *
   * @param api what it serves, the types of iam and meta among it
   */
  static RegionServer start(
      ServedApi api, RegionSettings settings, MeterRegistry meters, Clock clock) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      RegionServer started = new RegionServer(api, settings, meters, clock, parts);
      started.listen();
      return started;
    } catch (RuntimeException cannot) {
      close(parts);
      throw cannot;
    }
  }

  private void listen() {
    try {
      server.start();
    } catch (IOException taken) {
      throw new RegionStartException(
          "region "
              + region.id()
              + " cannot listen on "
              + settings.address()
              + ":"
              + settings.port()
              + ": "
              + GrpcServers.rootMessage(taken),
          taken);
    }
    health.serving();
    catalogRows.start();
    LOG.info("region {} listens on {}:{}", region.id(), settings.address(), port());
  }

  /** Waits until what was there to be written about the catalog is written. */
  void awaitCatalogRows() {
    catalogRows.await();
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** What the change feed of this region has delivered. */
  public Position position() {
    return region.store().feed().position();
  }

  /** What its methods work with, for tests of this package. */
  Region region() {
    return region;
  }

  /** The same for changes. */
  ResourceEdits edits() {
    return edits;
  }

  /** Why the region should not be sent calls at the moment; empty when all is well. */
  public List<String> problems() {
    Duration silence = region.store().feed().silence();
    return silence.compareTo(FEED_SILENT) < 0
        ? List.of()
        : List.of("nothing heard from the database for " + silence.toSeconds() + " s");
  }

  /**
   * Stops politely: says NOT_SERVING, ends streams with UNAVAILABLE, lets calls in flight finish
   * for as long as the limits allow, then lets go of the database.
   */
  @Override
  public void close() {
    health.stopping();
    customServices.forEach(CustomService::close);
    server.shutdown();
    gate.endStreams(
        new Refusal.Unavailable(
            "REGION_STOPPING", "region " + region.id() + " is stopping", Duration.ofSeconds(1)));
    try {
      if (!server.awaitTermination(
          settings.limits().shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
      // A call whose caller has gone away is over for the server, but its write may still be on its
      // way.
      calls.shutdown();
      calls.awaitTermination(settings.limits().shutdown().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    close(parts);
    LOG.info("region {} has stopped", region.id());
  }

  private List<CustomMethod<?, ?>> custom(ServedApi api, Writes writes) {
    List<CustomMethod<?, ?>> methods = new ArrayList<>();
    for (CustomService service : api.services().get()) {
      customServices.add(opened(service));
      writes.rules().add(service.rules(region, writes));
      region.sealings().add(service.sealings(region));
      methods.addAll(service.methods(region, writes));
      service
          .work(region, writes)
          .forEach(work -> opened(RecordedWork.start(region, work.type(), new Pieces(work))));
    }
    return methods;
  }

  private <P extends AutoCloseable> P opened(P part) {
    parts.push(part);
    return part;
  }

  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception broken) {
        LOG.warn("a part of the region did not stop cleanly", broken);
      }
    }
  }
}
