package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.DeviceHardware;
import dev.edgewatch.api.devices.v1.DeviceHardwareRegisterSession;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.service.devices.Registering;
import org.junit.jupiter.api.Test;

/** A token is good in every region, and what it registers is in its own. */
class RegistrationsElsewhereTest {
  @Test
  void hardwareIsRegisteredInTheRegionOfTheTokenWhicheverIsAsked() {
    try (TestIssuer issuer = new TestIssuer();
        TwoRegions regions = TwoRegions.start(issuer, Catalog.compiled())) {
      regions.awaitEachOther();
      DeviceHardwareRegisterSession session =
          Registering.open(
              regions.east().ann(),
              TwoRegions.EAST,
              DeviceHardwareRegisterSession.newBuilder().setSingleUse(true));
      Caller anybody = regions.west().anybody();
      DeviceHardware made = Registering.register(anybody, session.getToken(), "FAR-1");
      assertThat(made.getName()).startsWith(TwoRegions.EAST + "/deviceHardwares/");
      assertThat(Registering.status(anybody, session.getToken(), "FAR-1")).containsExactly(made);
      Caller east = regions.east().anybody();
      assertThat(
              Caller.refusal(() -> Registering.register(anybody, session.getToken(), "FAR-2"))
                  .getMessage())
          .isEqualTo(
              Caller.refusal(() -> Registering.register(east, session.getToken(), "FAR-2"))
                  .getMessage());
    }
  }
}
