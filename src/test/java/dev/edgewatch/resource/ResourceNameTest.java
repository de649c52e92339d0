package dev.edgewatch.resource;

import static dev.edgewatch.resource.Types.DEPLOYMENT;
import static dev.edgewatch.resource.Types.DEVICE;
import static dev.edgewatch.resource.Types.PROJECT;
import static dev.edgewatch.resource.Types.REGION;
import static dev.edgewatch.resource.Types.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNameTest {

  @Test
  void readsTheIdsOfAName() {
    ResourceName name = DEVICE.parseName("projects/p1/regions/us-west2/devices/pump-7");

    assertThat(name.id()).isEqualTo("pump-7");
    assertThat(name.segment("project")).contains("p1");
    assertThat(name.segment("organization")).isEmpty();
    assertThat(name.region()).contains("us-west2");
    assertThat(name.parent().text()).isEqualTo("projects/p1/regions/us-west2");
    assertThat(name.qualified())
        .isEqualTo("//devices.edgelq.com/projects/p1/regions/us-west2/devices/pump-7");
    assertThat(Catalog.compiled().parseQualified(name.qualified())).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "devices/d",
        "/projects/p/regions/us-west2/devices/d",
        "projects/p/regions/us-west2/devices/d/",
        "projects/p/regions/us-west2/devices/",
        "projects//regions/us-west2/devices/d",
        "projects/p//us-west2/devices/d",
        "projects/../regions/us-west2/devices/d",
        "projects/p/regions/us-west2/devices/..",
        "projects/p/regions/us-west2/devices/%2e%2e",
        "projects/p/regions/us-west2/devices/a/../b",
        "projects/p/regions/US/devices/d",
        "projects/p/regions/us-west2/gadgets/d",
        "projects/p/regions/us-west2/devices/d\n",
        "projects/p/regions/us-west2/devices/d\0",
        "projects/p/regions/us-west2/devices/d d",
        "projects/p/regions/us-west2/devices/\u0430bc",
        "projects/p/devices/d"
      })
  void refusesWhatIsNoNameOfTheType(String text) {
    assertThatThrownBy(() -> DEVICE.parseName(text))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith("unable to parse '")
        .hasMessageEndingWith(
            "' as Device name; expected projects/{project}/regions/{region}/devices/{device}");
  }

  @Test
  void refusesANameOfMoreThan1024Bytes() {
    ResourceType assignment = Catalog.compiled().type("iam.edgelq.com/MemberAssignment");
    String longest = "regions/us-west2/memberAssignments/" + "m".repeat(512);

    assertThat(assignment.parseName(longest).id()).hasSize(512);
    assertThatThrownBy(() -> assignment.parseName("m".repeat(1024)))
        .hasMessageContaining("expected regions/");
    assertThatThrownBy(() -> assignment.parseName("m".repeat(1025)))
        .hasMessageContaining("expected at most 1024 bytes of regions/");
  }

  @Test
  void idsInTheMiddleLookAsTheirOwnTypeSays() {
    assertThat(
            DEPLOYMENT
                .parseName("services/devices.edgelq.com/deployments/us-west2")
                .segment("service"))
        .contains("devices.edgelq.com");
    assertThatThrownBy(() -> DEPLOYMENT.parseName("services/Devices_/deployments/us-west2"))
        .isInstanceOf(RefusalException.class);
  }

  @Test
  void wildcardsMatchAnyIdAtTheirPlace() {
    ResourceName all = DEVICE.parseName("projects/p1/regions/-/devices/-");

    assertThat(all.hasWildcard()).isTrue();
    assertThat(all.region()).isEmpty();
    assertThat(all.matches(DEVICE.parseName("projects/p1/regions/us-west2/devices/d"))).isTrue();
    assertThat(all.matches(DEVICE.parseName("projects/p2/regions/us-west2/devices/d"))).isFalse();
    assertThatThrownBy(all::requireConcrete)
        .hasMessageContaining("expected one Device, without '-'");
  }

  @Test
  void newIdsAreNarrowerThanKnownOnes() {
    assertThat(PROJECT.parseName("projects/Old_Project.1").id()).isEqualTo("Old_Project.1");
    assertThatThrownBy(() -> PROJECT.parseName("projects/Old_Project.1").requireNew())
        .hasMessage(
            "id of a new Project is 'Old_Project.1'; expected [a-z][a-z0-9\\-]{0,28}[a-z0-9]");
  }

  @Test
  void aTypeIsRegionalWhenItsResourcesLiveInARegion() {
    assertThat(DEVICE.regional()).isTrue();
    assertThat(REGION.regional()).isFalse();
    assertThat(REGION.parseName("regions/us-west2").region()).isEmpty();
  }

  @Test
  void theEmptyParentIsThatOfRootPatterns() {
    assertThat(SERVICE.parseParent("").contains("services/devices.edgelq.com")).isTrue();
    assertThat(SERVICE.parseParent("").concretePrefix()).isEqualTo("services/");
    assertThat(SERVICE.parseParent("").child("meta.goten.com").text())
        .isEqualTo("services/meta.goten.com");
    assertThatThrownBy(() -> DEVICE.parseParent(""))
        .hasMessage(
            "unable to parse '' as parent of Device; expected projects/{project}/regions/{region}");
  }

  @Test
  void aParentContainsItsChildrenAndNothingElse() {
    ParentName parent = DEVICE.parseParent("projects/-/regions/us-west2");

    assertThat(parent.concretePrefix()).isEqualTo("projects/");
    assertThat(parent.contains("projects/p/regions/us-west2/devices/d")).isTrue();
    assertThat(parent.contains("projects/p/regions/us-west22/devices/d")).isFalse();
    assertThat(parent.contains("projects/p/regions/us-west2/devices/")).isFalse();
    assertThat(
            DEVICE.parseParent("projects/p/regions/-").contains("projects/pp/regions/r1/devices/d"))
        .isFalse();
  }
}
