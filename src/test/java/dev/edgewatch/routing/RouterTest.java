package dev.edgewatch.routing;

import static dev.edgewatch.routing.Environments.inRegions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");
  private static final ResourceType PROJECT = Catalog.compiled().type("iam.edgelq.com/Project");

  private final EnvRegistry registry = new EnvRegistry(List.of(Environments.BOOTSTRAP));
  private final Set<Endpoint> unreachable = new HashSet<>();
  private final Router router =
      new Router(registry, Optional.of("japaneast"), endpoint -> !unreachable.contains(endpoint));

  @BeforeEach
  void threeRegions() {
    registry.replace(inRegions("us-west2", "eastus2", "japaneast"));
  }

  @Test
  void aNameWithARegionIsReadAndWrittenThere() {
    var name = DEVICE.parseName("projects/p/regions/eastus2/devices/d");

    assertThat(router.read(DEVICE, name)).isEqualTo(new Route.To("eastus2"));
    assertThat(router.write(DEVICE, name)).isEqualTo(new Route.To("eastus2"));
  }

  @Test
  void aResourceOfAnUnknownRegionIsRefused() {
    assertThatThrownBy(
            () -> router.read(DEVICE, DEVICE.parseName("projects/p/regions/mars/devices/d")))
        .hasMessage(
            "region is 'mars'; expected one where devices.edgelq.com is deployed and enabled");
  }

  @Test
  void aResourceWithoutRegionIsReadAnywhereThePreferredRegionFirst() {
    assertThat(router.read(PROJECT, PROJECT.parseName("projects/p")))
        .isEqualTo(new Route.Any(List.of("japaneast", "eastus2", "us-west2")));
  }

  @Test
  void regionsThatCannotBeReachedAreAskedLast() {
    unreachable.add(Environments.port(2));

    assertThat(router.read(PROJECT, PROJECT.parseName("projects/p")))
        .isEqualTo(new Route.Any(List.of("eastus2", "us-west2", "japaneast")));
  }

  @Test
  void aResourceWithoutRegionIsWrittenWhereItIsOwned() {
    assertThat(router.write(PROJECT, PROJECT.parseName("projects/p")))
        .isEqualTo(
            new Route.OwnerOf(
                "projects/p", new Route.Any(List.of("japaneast", "eastus2", "us-west2"))));
  }

  @Test
  void aResourceIsCreatedInTheRegionOfItsParent() {
    assertThat(router.create(DEVICE, DEVICE.parseParent("projects/p/regions/us-west2")))
        .isEqualTo(new Route.To("us-west2"));
  }

  @Test
  void aResourceUnderNoPolicyIsCreatedInTheControlRegionOfItsService() {
    assertThat(router.create(PROJECT, PROJECT.parseParent(""))).isEqualTo(new Route.To("us-west2"));
  }
}
