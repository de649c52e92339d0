package dev.edgewatch.console.bff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionRosterTest {

  @Test
  void regionsStandInTheOrderOfTheProject() {
    RegionRoster roster =
        RegionRoster.of(
            List.of("us-west2", "eastus2", "japaneast"),
            Set.of("eastus2", "japaneast", "us-west2", "westeurope"),
            Set.of());

    assertThat(roster.present()).containsExactly("us-west2", "eastus2", "japaneast");
    assertThat(roster.absent()).isEmpty();
  }

  @Test
  void aRegionWithoutDeploymentIsNamedAsSuch() {
    RegionRoster roster =
        RegionRoster.of(List.of("us-west2", "eastus2"), Set.of("us-west2"), Set.of());

    assertThat(roster.present()).containsExactly("us-west2");
    assertThat(roster.absent()).isEqualTo(Map.of("eastus2", RegionRoster.Absence.NOT_DEPLOYED));
  }

  @Test
  void aRegionThatTheProjectGaveUpIsNamedAsSuch() {
    RegionRoster roster =
        RegionRoster.of(
            List.of("us-west2"), Set.of("us-west2", "eastus2"), Set.of("us-west2", "eastus2"));

    assertThat(roster.absent()).isEqualTo(Map.of("eastus2", RegionRoster.Absence.NOT_IN_PROJECT));
  }
}
