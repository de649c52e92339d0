package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console says of a write whose answer gets lost (quality/reliability.md, P4 and C06). */
class LostAnswersTest {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");

  private final StoreSettings store = TestPostgres.freshDatabase();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private TestIssuer issuer;
  private TestRegion region;
  private AnswerCutter between;
  private EdgeClient client;
  private Actions actions;

  @BeforeEach
  void start() throws Exception {
    issuer = new TestIssuer();
    region = TestRegion.on(issuer, store, settings -> settings);
    region.seed();
    between = new AnswerCutter(region.port());
    region.announce(between.port(), "meta.goten.com", "iam.edgelq.com", "devices.edgelq.com");
    Endpoint endpoint = new Endpoint("127.0.0.1", between.port());
    ForwardContext ann = ForwardContext.of(_ -> issuer.person("ann@acme.example"));
    client =
        EdgeClient.connect(
            Catalog.compiled(),
            new ClientSettings(
                List.of(endpoint), ChannelSecurity.PLAINTEXT_ON_LOOPBACK, Optional.empty()),
            ann,
            Clock.systemUTC());
    client.ready().get(20, TimeUnit.SECONDS);
    actions = new ActionCalls(client, ann, executor, new MissingMethods(), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    client.close();
    between.close();
    region.close();
    issuer.close();
    executor.close();
  }

  private static Device unnamed(int number) {
    return Device.newBuilder().setDisplayName("Lost " + number).build();
  }

  private CompletableFuture<Outcome> create(int number) {
    return actions.create(DEVICE, TestRegion.PARENT, unnamed(number));
  }

  private int created() {
    try (Connection connection =
            DriverManager.getConnection(store.jdbcUrl(), store.user(), store.password());
        Statement select = connection.createStatement();
        ResultSet found =
            select.executeQuery(
                "SELECT count(*) FROM change_log WHERE type = 'devices.edgelq.com/Device'")) {
      found.next();
      return found.getInt(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void aHundredLostAnswersAreSettledByAskingAgain() throws Exception {
    assertThat(create(0).get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    between.loseAnswers();
    List<CompletableFuture<Outcome>> sent =
        IntStream.rangeClosed(1, 100).mapToObj(this::create).toList();
    await().atMost(Duration.ofSeconds(8)).until(() -> created() == 101);
    between.cut();

    for (CompletableFuture<Outcome> one : sent) {
      Outcome outcome = one.get(20, TimeUnit.SECONDS);
      assertThat(outcome).isInstanceOf(Outcome.Done.class);
      Outcome.Done done = (Outcome.Done) outcome;
      assertThat(done.asked()).isEqualTo(2);
      Device answered = (Device) done.resource().orElseThrow();
      assertThat(region.ann().get(DEVICE, answered.getName()).message()).isEqualTo(answered);
    }
    assertThat(created()).isEqualTo(101);
  }

  @Test
  void anOutcomeThatCannotBeSettledIsUnknownAndNeverAFailure() throws Exception {
    assertThat(create(0).get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    between.loseAnswers();
    CompletableFuture<Outcome> sent = create(1);
    await().atMost(Duration.ofSeconds(8)).until(() -> created() == 2);
    between.close();

    assertThat(sent.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Unknown.class);
  }
}
