package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.store.AuditLog;
import dev.edgewatch.store.AuditLog.Section;
import dev.edgewatch.store.PostgresStore;
import dev.edgewatch.store.Store;
import dev.edgewatch.store.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DenialsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private static CallOrigin call(String method) {
    return new CallOrigin(
        "ntt.devices.v1.DeviceService/" + method, Optional.empty(), "", Optional.empty());
  }

  @Test
  void whoTriesAllTheTimeFillsNeitherMemoryNorDisk() {
    try (Store store =
            PostgresStore.open(
                TestPostgres.freshDatabase(), Catalog.compiled(), meters, Clock.systemUTC());
        RegionTimer timer = new RegionTimer()) {
      AuditLog log = store.audit();
      try (Denials denials = new Denials(log, timer, meters, Clock.systemUTC())) {
        for (int i = 0; i < 3 * Denials.AT_ONCE; i++) {
          Refusal.Denied refusal =
              new Refusal.Denied("devices.get", "projects/p/regions/r/devices/" + i, "no");
          denials.add(call("GetDevice"), new Principal.Anonymous(), refusal, "r");
        }
      }
      int kept =
          log.calls(
                  new Section(
                      "projects/p", "", Instant.EPOCH, Instant.now().plusSeconds(60), 10_000))
              .size();
      double lost = meters.get("edgewatch.region.audit.lost").counter().count();
      assertThat(kept + lost).isEqualTo(3 * Denials.AT_ONCE);
      assertThat(lost).as("beyond what is kept each second").isPositive();
    }
  }

  @Test
  void whatCannotBeWrittenNowIsWrittenLater() {
    try (Store store =
            PostgresStore.open(
                TestPostgres.freshDatabase(), Catalog.compiled(), meters, Clock.systemUTC());
        RegionTimer timer = new RegionTimer();
        Denials denials =
            new Denials(new Unreachable(store.audit()), timer, meters, Clock.systemUTC())) {
      Refusal.Denied refusal = new Refusal.Denied("devices.get", "projects/later", "no");
      denials.add(call("GetDevice"), new Principal.Anonymous(), refusal, "r");
      denials.write();
      denials.write();

      assertThat(
              store
                  .audit()
                  .calls(
                      new Section(
                          "projects/later", "", Instant.EPOCH, Instant.now().plusSeconds(60), 10)))
          .hasSize(1);
    }
  }

  /** A log whose database does not answer the first time. */
  private static final class Unreachable implements AuditLog {
    private final AuditLog log;
    private boolean asked;

    Unreachable(AuditLog log) {
      this.log = log;
    }

    @Override
    public List<LoggedChange> changes(Section section) {
      return log.changes(section);
    }

    @Override
    public List<LoggedCall> calls(Section section) {
      return log.calls(section);
    }

    @Override
    public void add(List<LoggedCall> calls) {
      if (!asked) {
        asked = true;
        throw new IllegalStateException("the database does not answer");
      }
      log.add(calls);
    }
  }
}
