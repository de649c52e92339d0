package dev.edgewatch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ChangeList;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.WatchManyResponse;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.Environments;
import dev.edgewatch.routing.ForwardContext;
import io.grpc.Status;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The environment is learned from one endpoint and followed from then on. */
class EdgeClientTest {
  private static final ResourceType REGION = Catalog.compiled().type("meta.goten.com/Region");
  private static final ResourceType SERVICE = Catalog.compiled().type("meta.goten.com/Service");
  private static final ResourceType DEPLOYMENT =
      Catalog.compiled().type("meta.goten.com/Deployment");
  private static final String DEVICES = "devices.edgelq.com";
  private static final Endpoint ELSEWHERE = new Endpoint("127.0.0.1", 1);

  private final ScriptedRegion meta = new ScriptedRegion(REGION, SERVICE, DEPLOYMENT);
  private final EdgeClient client =
      EdgeClient.connect(
          Catalog.compiled(),
          new ClientSettings(
              List.of(meta.endpoint()),
              ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
              Optional.of("us-west2")),
          ForwardContext.anonymous(),
          Clock.systemUTC());
  private ScriptedRegion.Call deployments;

  @BeforeEach
  void tellTheEnvironment() {
    deployments = meta.nextWatchOf(DEPLOYMENT);
    deployments.send(rows("d1", deployment("us-west2", meta.endpoint())));
    meta.nextWatchOf(SERVICE).send(rows("s1", Environments.service("iam.edgelq.com", "us-west2")));
    assertThat(client.ready()).isNotDone();
    meta.nextWatchOf(REGION).send(rows("r1", Environments.region("us-west2")));
    await().until(() -> client.ready().isDone());
  }

  @AfterEach
  void close() {
    client.close();
    meta.close();
  }

  @Test
  void itIsReadyWhenRegionsServicesAndDeploymentsAreKnown() {
    assertThat(client.registry().regions(DEVICES)).containsExactly("us-west2");
    assertThat(deployments.watch().parent()).isEqualTo("services/-");
  }

  @Test
  void aDeploymentThatIsAddedIsRoutedToAndOneThatIsRemovedIsNot() {
    deployments.send(rows("d2", deployment("eastus2", ELSEWHERE)));
    await().until(() -> client.registry().allows(ELSEWHERE));

    deployments.send(
        WatchManyResponse.current(
            ChangeList.of(
                List.of(
                    new ResourceChange.Removed("services/" + DEVICES + "/deployments/eastus2", 0))),
            Optional.empty(),
            "d3"));

    await().until(() -> !client.registry().allows(ELSEWHERE));
    assertThat(client.registry().regions(DEVICES)).containsExactly("us-west2");
  }

  @Test
  void whatIsKnownStaysWhenMetaGoesAwayAndIsFollowedAgainAfterwards() {
    deployments.fail(Status.UNAVAILABLE);

    ScriptedRegion.Call again = meta.nextWatchOf(DEPLOYMENT);
    assertThat(again.watch().resumeToken()).isEqualTo("d1");
    assertThat(client.registry().regions(DEVICES)).containsExactly("us-west2");
    again.send(rows("d2", deployment("eastus2", ELSEWHERE)));
    await().until(() -> client.registry().allows(ELSEWHERE));
  }

  @Test
  void aMetaThatSuddenlyListsNothingIsNotBelieved() {
    List<String> events = new CopyOnWriteArrayList<>();
    client.registry().listen(event -> events.add(event.getClass().getSimpleName()));

    deployments.send(
        WatchManyResponse.hardReset(),
        WatchManyResponse.current(ChangeList.none(), Optional.empty(), "d2"));
    deployments.send(rows("d3", deployment("eastus2", ELSEWHERE)));

    // Had the empty list been believed, the removal would have come first.
    await()
        .untilAsserted(
            () -> assertThat(events).containsExactly("DeploymentSet", "DeploymentRemoved"));
    assertThat(client.registry().regions(DEVICES)).containsExactly("eastus2");
  }

  private static Deployment deployment(String region, Endpoint endpoint) {
    return Environments.deployment(DEVICES, region, endpoint);
  }

  private static WatchManyResponse rows(String token, Message... rows) {
    List<ResourceChange> changes =
        Arrays.stream(rows)
            .map(row -> (ResourceChange) new ResourceChange.Current(row.toByteString()))
            .toList();
    return WatchManyResponse.current(ChangeList.of(changes), Optional.empty(), token);
  }
}
