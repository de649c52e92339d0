package dev.edgewatch.routing;

import static dev.edgewatch.routing.Environments.inRegions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where lists, searches and watches of many go. */
class CollectionRoutesTest {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");

  private final EnvRegistry registry = new EnvRegistry(List.of(Environments.BOOTSTRAP));
  private final Router router = new Router(registry, Optional.empty(), endpoint -> true);

  @BeforeEach
  void threeRegions() {
    registry.replace(inRegions("us-west2", "eastus2", "japaneast"));
  }

  @Test
  void aListBelowARegionGoesThere() {
    assertThat(list("projects/p/regions/eastus2", "")).isEqualTo(new Route.To("eastus2"));
  }

  @Test
  void aListBelowAllRegionsIsSplitOverTheEnabledOnes() {
    assertThat(list("projects/p/regions/-", ""))
        .isEqualTo(new Route.Split(List.of("eastus2", "japaneast", "us-west2")));

    registry.replace(inRegions("us-west2", "eastus2"));

    assertThat(list("projects/p/regions/-", ""))
        .isEqualTo(new Route.Split(List.of("eastus2", "us-west2")));
  }

  @Test
  void whatTheFilterSaysAboutTheOwnerOverridesTheParent() {
    assertThat(
            list(
                "projects/p/regions/-",
                "metadata.syncing.owning_region = \"eastus2\" AND display_name = \"x\""))
        .isEqualTo(new Route.To("eastus2"));
  }

  @Test
  void whatTheFilterSaysAboutCopiesOverridesTheParent() {
    assertThat(list("projects/p/regions/-", "metadata.syncing.regions CONTAINS \"us-west2\""))
        .isEqualTo(new Route.To("us-west2"));
    assertThat(
            list(
                "projects/p/regions/-",
                "metadata.syncing.regions CONTAINS \"us-west2\" OR display_name = \"x\""))
        .isInstanceOf(Route.Split.class);
  }

  private Route list(String parent, String filter) {
    return router.collection(DEVICE, DEVICE.parseParent(parent), Filter.parse(DEVICE, filter));
  }
}
