package dev.edgewatch.demo.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.Device;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetPlanTest {
  private static final List<String> REGIONS = List.of("us-west2", "eastus2", "japaneast");
  private static final Instant NOW = Instant.parse("2026-11-23T21:00:00Z");

  private final FleetPlan plan = new FleetPlan("projects/acme-cold-chain", REGIONS, 200_000);

  @Test
  void noTwoDevicesHaveTheSameName() {
    assertThat(IntStream.range(0, plan.size()).mapToObj(plan::name).distinct())
        .hasSize(plan.size());
  }

  @Test
  void regionsShareTheDevices() {
    assertThat(REGIONS.stream().mapToInt(plan::sizeOf)).containsExactly(66_667, 66_667, 66_666);
  }

  @Test
  void aDeviceIsTheSameInEachRun() {
    assertThat(plan.device(4711, NOW)).isEqualTo(plan.device(4711, NOW));
  }

  @Test
  void devicesLookLikeTheirSites() {
    Device first = plan.device(0, NOW);
    assertThat(first.getName())
        .isEqualTo("projects/acme-cold-chain/regions/us-west2/devices/cr-lax-01");
    assertThat(first.getDisplayName()).isEqualTo("Cold room 1 · Los Angeles");
    assertThat(first.getMetadata().getLabelsMap()).containsKeys("site", "tier", "customer");
    assertThat(first.getStatus().getAddresses(0).getAddress()).startsWith("10.12.");
  }
}
