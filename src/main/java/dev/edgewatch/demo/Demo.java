package dev.edgewatch.demo;

import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.demo.fleet.Commissioning;
import dev.edgewatch.demo.fleet.Fleet;
import dev.edgewatch.demo.fleet.FleetPlan;
import dev.edgewatch.demo.fleet.Patience;
import dev.edgewatch.iam.OidcSettings;
import dev.edgewatch.region.CallerAddresses;
import dev.edgewatch.region.CopySettings;
import dev.edgewatch.region.RegionSettings;
import dev.edgewatch.region.SealingKeys;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.store.StoreSettings;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The running demo. Started and stopped as a whole, in the order in which its parts need each
 * other.
 *
 * <p>May be started several times in one process, on different folders and ports.
 */
public final class Demo implements AutoCloseable {
  /** Ids of the demo's regions. The first one is the control region. */
  public static final List<String> REGIONS = List.of("us-west2", "eastus2", "japaneast");

  private static final int NORTHWIND_DEVICES = 24;

  /** As many devices of each region have a heartbeat stream; the others report their connection. */
  private static final int STREAMS_PER_REGION = 500;

  private final Clock clock = Clock.systemUTC();
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final DemoOptions options;
  private final String url;
  private final List<Endpoint> endpoints;
  private @Nullable DemoAccounts known;

  private Demo(DemoOptions options) {
    this.options = options;
    this.url = "http://localhost:" + Ports.claim(options.port(), "--port");
    this.endpoints =
        Ports.claim(options.regionPort(), REGIONS.size(), "--region-port").stream()
            .map(port -> new Endpoint("localhost", port))
            .toList();
  }

  /**
   * Starts everything; returns when the console answers and all devices exist.
   *
   * @throws CannotStart if something that it needs is missing or taken
   */
  public static Demo start(DemoOptions options) {
    Demo demo = new Demo(options);
    try {
      demo.startAll();
      return demo;
    } catch (RuntimeException failed) {
      demo.close();
      throw failed;
    }
  }

  private void startAll() {
    DemoDirectory directory = closeLater(DemoDirectory.open(options.data()));
    if (options.fresh()) {
      directory.clear();
    }
    EmbeddedDatabases databases = closeLater(EmbeddedDatabases.start(directory, REGIONS));
    DemoAccounts accounts = new DemoAccounts(url, directory.resolve("signing-key.jwk"), clock);
    known = accounts;
    SealingKeys sealing = SealingKeys.parse(List.of(KeptSecret.sealingKey(directory).text()));
    DemoMail mail = closeLater(DemoMail.start(options.mails(), clock));
    DemoMeters meters = new DemoMeters();
    DemoRegions regions =
        new DemoRegions(
            REGIONS.stream()
                .map(
                    id ->
                        settings(id, databases, accounts)
                            .withMail(mail.settings(url))
                            .withSealing(sealing))
                .toList(),
            meters.registry(),
            clock);
    closeLater(
        WebPart.start(
            options,
            directory,
            accounts.provider(),
            endpoints.getFirst(),
            regions,
            mail.outbox(),
            meters));
    closeLater(regions).startAll();
    populate(accounts);
  }

  private RegionSettings settings(
      String region, EmbeddedDatabases databases, DemoAccounts accounts) {
    StoreSettings store =
        StoreSettings.of(
            region, databases.jdbcUrl(region), EmbeddedDatabases.USER, databases.password());
    return settings(store, accounts, region)
        .withPort(endpoints.get(REGIONS.indexOf(region)).port());
  }

  private RegionSettings settings(StoreSettings store, DemoAccounts accounts, String account) {
    OidcSettings oidc =
        new OidcSettings(
            accounts.provider().issuer(),
            URI.create(accounts.provider().jwksUri()),
            accounts.provider().audience());
    return RegionSettings.alone(store, oidc)
        .withCallers(CallerAddresses.trusting(List.of("127.0.0.0/8", "::1")))
        .withCopies(
            new CopySettings(
                endpoints, ChannelSecurity.PLAINTEXT_ON_LOOPBACK, accounts.region(account)));
  }

  /**
   * What an operator and the factories of two customers do: set up the environment and put devices
   * into it.
   */
  private void populate(DemoAccounts accounts) {
    Catalog catalog = Catalog.compiled();
    ResourceType device = catalog.type("devices.edgelq.com/Device");
    ClientSettings settings =
        new ClientSettings(
            endpoints, ChannelSecurity.PLAINTEXT_ON_LOOPBACK, Optional.of(REGIONS.getFirst()));
    EdgeClient client =
        closeLater(EdgeClient.connect(catalog, settings, accounts.operator(), clock));
    new Seed(
            catalog,
            client.at(endpoints.getFirst()),
            accounts.operator(),
            accounts.provider().issuer(),
            new Patience(clock))
        .write(byRegion());
    client.ready().join();
    FleetPlan acme = new FleetPlan("projects/acme-cold-chain", REGIONS, options.devices());
    FleetPlan northwind = new FleetPlan("projects/northwind-pharma", REGIONS, NORTHWIND_DEVICES);
    new Commissioning(client, device, accounts.fleet("acme"), clock).complete(acme);
    new Commissioning(client, device, accounts.fleet("northwind"), clock).complete(northwind);
    closeLater(
        Fleet.start(
            client,
            device,
            accounts.fleet("acme"),
            acme,
            STREAMS_PER_REGION,
            options.changesPerSecond(),
            clock,
            new SplittableRandom()));
  }

  private Map<String, Endpoint> byRegion() {
    return REGIONS.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), region -> endpoints.get(REGIONS.indexOf(region))));
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    started.push(part);
    return part;
  }

  /** Settings of one more region that joins this demo, on a database of its own. */
  public RegionSettings joining(StoreSettings store) {
    return settings(store, accounts(), REGIONS.getFirst());
  }

  /** Who may write meta and iam here. */
  public ForwardContext operator() {
    return accounts().operator();
  }

  /** As whom the simulated devices of Acme report. */
  public ForwardContext agents() {
    return accounts().fleet("acme");
  }

  private DemoAccounts accounts() {
    return Objects.requireNonNull(known, "the demo has not been started");
  }

  /** Where the console is. */
  public String url() {
    return url;
  }

  /** Where the regions listen, in the order of {@link #REGIONS}. */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** Stops everything in the reverse order, also what follows when one part fails to stop. */
  @Override
  public void close() {
    IllegalStateException unclean = new IllegalStateException("the demo did not stop cleanly");
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception failed) {
        unclean.addSuppressed(failed);
      }
    }
    if (unclean.getSuppressed().length > 0) {
      throw unclean;
    }
  }
}
