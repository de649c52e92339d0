package dev.edgewatch.console.bff;

import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.console.ScriptedProvider;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.RegionSettings;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Ann's session as the console has it, over a real region that verifies her real tokens. */
final class OneSession implements AutoCloseable {
  private static final String ANN = "ann@acme.example";

  private final TestIssuer issuer = new TestIssuer();
  private final ScriptedProvider provider = new ScriptedProvider();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
  private final Queue<String> used = new ConcurrentLinkedQueue<>();
  private final TestRegion region;
  private final EdgeClient client;
  private final KnownTypes types;
  private final SessionTokens tokens;
  private final SignedInSession session;

  /**
   * @param life of access tokens
   */
  OneSession(Duration life, UnaryOperator<RegionSettings> changed) throws Exception {
    region = TestRegion.start(issuer, changed);
    region.announce(region.port(), "meta.goten.com", "iam.edgelq.com", "devices.edgelq.com");
    provider.accessTokens(issuer::person);
    provider.accessTokensLast(life);
    ForwardContext own = ForwardContext.of(_ -> issuer.client("console"));
    client =
        EdgeClient.connect(
            Catalog.compiled(),
            new ClientSettings(
                List.of(new Endpoint("127.0.0.1", region.port())),
                ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
                Optional.empty()),
            own,
            Clock.systemUTC());
    client.ready().get(20, TimeUnit.SECONDS);
    types = new KnownTypes(Catalog.compiled(), client, own, executor);
    tokens =
        new SessionTokens(
            Registered.signedIn(provider, ANN, issuer.person(ANN), Instant.now(), life),
            new IdentityProvider().tokenRenewal(),
            Clock.systemUTC(),
            () -> {});
    session = begin();
  }

  private SignedInSession begin() {
    return new SignedInSession(
        new Person(issuer.issuer(), ANN, "Ann", ANN),
        client,
        ForwardContext.of(_ -> used()),
        400,
        new SessionClock(Clock.systemUTC(), Duration.ofHours(1), Duration.ofHours(1)),
        new SignedInSession.Surroundings(
            types, new MissingMethods(), executor, timers, Clock.systemUTC()));
  }

  private String used() {
    String token = tokens.accessToken();
    used.add(token);
    return token;
  }

  SignedInSession session() {
    return session;
  }

  /** From now on the tokens are looked after although nobody calls. */
  void renewsInTime() {
    var _ = timers.scheduleWithFixedDelay(tokens::renewInTime, 0, 1, TimeUnit.SECONDS);
  }

  TestRegion region() {
    return region;
  }

  ScriptedProvider provider() {
    return provider;
  }

  /** The tokens that calls were made with, in their order. */
  List<String> usedTokens() {
    return List.copyOf(used);
  }

  @Override
  public void close() {
    session.close();
    types.close();
    client.close();
    timers.shutdownNow();
    executor.shutdownNow();
    region.close();
    provider.close();
    issuer.close();
  }
}
