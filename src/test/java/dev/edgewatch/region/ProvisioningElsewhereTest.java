package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToDeviceRequest;
import dev.edgewatch.api.devices.v1.ProvisionServiceAccountToDeviceResponse;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.standard.ListRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts of devices whose region does not control their project. */
class ProvisioningElsewhereTest {
  private static TestIssuer issuer;
  private static TwoRegions regions;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    regions = TwoRegions.start(issuer, Catalog.compiled());
    regions.awaitEachOther();
  }

  @AfterAll
  static void stop() {
    regions.close();
    issuer.close();
  }

  private static ProvisionServiceAccountToDeviceResponse provision(Caller caller, String device) {
    return caller.call(
        "ntt.devices.v1.DeviceService/ProvisionServiceAccountToDevice",
        ProvisionServiceAccountToDeviceRequest.newBuilder().setName(device).build(),
        ProvisionServiceAccountToDeviceResponse.getDefaultInstance());
  }

  private static String device(String parent) {
    return regions
        .west()
        .ann()
        .create(TestRegion.DEVICE, "", Device.newBuilder().setName(parent + "/devices/far").build())
        .name();
  }

  @Test
  void anAccountIsMadeWhereTheProjectIsControlledWhicheverRegionIsAsked() {
    String device = device(TestRegion.PARENT);
    assertThat(provision(regions.east().ann(), device).getServiceAccount().getPrivateKey())
        .isNotEmpty();
  }

  @Test
  void elsewhereItIsRefusedAndNothingIsLeft() {
    String device = device(TwoRegions.EAST);
    assertThat(Caller.refusal(() -> provision(regions.west().ann(), device)).getMessage())
        .contains("would be in region eastus2")
        .contains("expected a device or policy of that region");
    Caller east = regions.east().ann();
    assertThat(east.get(TestRegion.DEVICE, device).as(Device.class).getSpec().getServiceAccount())
        .isEmpty();
    assertThat(east.list(ServiceAccounts.ACCOUNT, ListRequest.of(TwoRegions.EAST)).resources())
        .isEmpty();
  }
}
