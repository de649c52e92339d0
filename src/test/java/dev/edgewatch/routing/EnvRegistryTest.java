package dev.edgewatch.routing;

import static dev.edgewatch.routing.Environments.BOOTSTRAP;
import static dev.edgewatch.routing.Environments.inRegions;
import static dev.edgewatch.routing.Environments.port;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.meta.v1.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvRegistryTest {
  private static final String DEVICES = "devices.edgelq.com";

  private final EnvRegistry registry = new EnvRegistry(List.of(BOOTSTRAP));

  @Test
  void onlyTheBootstrapEndpointIsAllowedBeforeAnythingIsKnown() {
    assertThat(registry.allows(BOOTSTRAP)).isTrue();
    assertThat(registry.allows(port(0))).isFalse();
    assertThat(registry.regions(DEVICES)).isEmpty();
  }

  @Test
  void whatMetaListsIsAllowedAndNothingElse() {
    registry.replace(inRegions("us-west2", "eastus2"));

    assertThat(registry.regions(DEVICES)).containsExactly("eastus2", "us-west2");
    assertThat(registry.endpoint(DEVICES, "us-west2")).contains(port(0));
    assertThat(registry.allows(port(1))).isTrue();
    assertThat(registry.allows(port(2))).isFalse();
    assertThat(registry.allows(new Endpoint("localhost", port(1).port()))).isFalse();
  }

  @Test
  void aRemovedDeploymentIsNotAllowedAnyMoreButTheBootstrapEndpointStays() {
    registry.replace(inRegions("us-west2", "eastus2"));
    registry.replace(inRegions("us-west2"));

    assertThat(registry.allows(port(1))).isFalse();
    assertThat(registry.endpoint(DEVICES, "eastus2")).isEmpty();
    assertThat(registry.allows(BOOTSTRAP)).isTrue();
  }

  @Test
  void aDisabledDeploymentIsListedButNotRoutedTo() {
    Directory directory = inRegions("us-west2");
    Deployment disabled =
        directory.deployment(DEVICES, "us-west2").orElseThrow().toBuilder()
            .setIsDisabled(true)
            .build();

    registry.replace(Environments.with(directory, disabled));

    assertThat(registry.endpoint(DEVICES, "us-west2")).isEmpty();
    assertThat(registry.regions(DEVICES)).isEmpty();
    assertThat(registry.directory().deployment(DEVICES, "us-west2")).contains(disabled);
  }

  @Test
  void aDeploymentWithAnUnreadableDomainIsNotRoutedTo() {
    Directory directory = inRegions("us-west2");
    Deployment unreadable =
        directory.deployment(DEVICES, "us-west2").orElseThrow().toBuilder()
            .setPublicDomain("https://evil/")
            .build();

    registry.replace(Environments.with(directory, unreadable));

    assertThat(registry.endpoint(DEVICES, "us-west2")).isEmpty();
  }

  @Test
  void listenersHearWhatIsDifferentAndSeeItInTheRegistry() {
    registry.replace(inRegions("us-west2"));
    List<String> heard = new ArrayList<>();
    EnvRegistry.Subscription subscription =
        registry.listen(
            event ->
                heard.add(
                    switch (event) {
                      case EnvEvent.DeploymentSet set ->
                          "set " + set.deployment().getName() + " " + registry.regions(DEVICES);
                      case EnvEvent.DeploymentRemoved removed ->
                          "removed " + removed.deployment().getName();
                      case EnvEvent.RegionsOrServicesChanged ignored -> "regions";
                    }));

    registry.replace(inRegions("us-west2", "eastus2"));
    registry.replace(inRegions("us-west2"));
    subscription.close();
    registry.replace(inRegions("us-west2", "japaneast"));

    assertThat(heard)
        .contains(
            "set services/devices.edgelq.com/deployments/eastus2 [eastus2, us-west2]",
            "removed services/devices.edgelq.com/deployments/eastus2",
            "regions")
        .noneMatch(event -> event.contains("us-west2 ") || event.contains("japaneast"));
  }
}
