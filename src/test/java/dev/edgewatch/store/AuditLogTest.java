package dev.edgewatch.store;

import static dev.edgewatch.store.Regions.deployment;
import static dev.edgewatch.store.Regions.region;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.edgewatch.store.AuditLog.LoggedCall;
import dev.edgewatch.store.AuditLog.LoggedChange;
import dev.edgewatch.store.AuditLog.Section;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@TestInstance(Lifecycle.PER_CLASS)
class AuditLogTest {
  private static final Instant LONG_AGO = Instant.ofEpochSecond(1);
  private static final ByteString CALL = ByteString.copyFromUtf8("a call");

  private final StoreSettings settings = TestPostgres.freshDatabase();
  private final JdbcClient jdbc =
      JdbcClient.create(
          new DriverManagerDataSource(settings.jdbcUrl(), settings.user(), settings.password()));
  private Store store;

  @BeforeAll
  void open() {
    store = Regions.open(settings);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static Section all(String scope, int atMost) {
    return new Section(scope, "", LONG_AGO, Instant.now().plusSeconds(60), atMost);
  }

  private void saveInACall(String name, long count) {
    store.snapshot(
        new WriteContext("user:ann@acme.example", "r-1", Optional.of(CALL)),
        session -> {
          session.get(Regions.REGION, name);
          session.save(region(name, count));
          return true;
        });
  }

  @Test
  void eachChangeSaysWhoseCallItWasPartOf() {
    saveInACall("regions/called", 1);
    saveInACall("regions/called", 2);
    Regions.delete(store, Regions.REGION, "regions/called");

    List<LoggedChange> changes =
        store.audit().changes(all("", 100)).stream()
            .filter(change -> change.key().name().equals("regions/called"))
            .toList();

    assertThat(changes)
        .extracting(LoggedChange::call)
        .as("newest first: deleted without a call, replaced, created")
        .containsExactly(Optional.empty(), Optional.of(CALL), Optional.of(CALL));
    assertThat(changes.get(1).before()).isEqualTo(changes.get(2).after());
    assertThat(changes.get(0).after()).isEmpty();
    assertThat(changes.get(2).before()).isEmpty();
  }

  @Test
  void changesAreFoundByWhatTheyBelongToAndByTheirType() {
    Regions.save(store, region("regions/here", 1));
    Regions.save(store, deployment("services/found.example/deployments/here", "regions/here"));

    assertThat(store.audit().changes(all("services/found.example", 100)))
        .extracting(change -> change.key().name())
        .containsExactly("services/found.example/deployments/here");
    assertThat(store.audit().changes(all("services/found", 100))).isEmpty();
    assertThat(
            store
                .audit()
                .changes(new Section("", "iam.", LONG_AGO, Instant.now().plusSeconds(60), 100)))
        .isEmpty();
  }

  @Test
  void whatHappenedAtTheSameTimeIsAnsweredTogether() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    List<LoggedCall> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(new LoggedCall(0, "projects/together", CALL, now));
    }
    calls.add(new LoggedCall(0, "projects/together", CALL, now.minusMillis(1)));
    store.audit().add(calls);

    List<LoggedCall> found = store.audit().calls(all("projects/together", 2));

    assertThat(found).hasSize(5).allSatisfy(call -> assertThat(call.at()).isEqualTo(now));
    assertThat(store.audit().calls(new Section("projects/together", "", LONG_AGO, now, 2)))
        .hasSize(1);
  }

  @Test
  void whatIsOlderThanItIsKeptIsForgotten() {
    Regions.save(store, region("regions/old", 1));
    Regions.save(store, region("regions/young", 1));
    Instant now = Instant.now();
    store
        .audit()
        .add(
            List.of(
                new LoggedCall(0, "projects/kept", CALL, now.minus(Duration.ofDays(3))),
                new LoggedCall(0, "projects/kept", CALL, now)));
    jdbc.sql("UPDATE change_log SET at = at - interval '3 days' WHERE name = 'regions/old'")
        .update();
    PostgresAuditLog log =
        new PostgresAuditLog(
            new DriverManagerDataSource(settings.jdbcUrl(), settings.user(), settings.password()),
            Duration.ofDays(2));

    assertThat(log.sweep()).isEqualTo(2);

    assertThat(log.calls(all("projects/kept", 10))).hasSize(1);
    assertThat(log.changes(all("", 1000)))
        .extracting(change -> change.key().name())
        .contains("regions/young")
        .doesNotContain("regions/old");
  }
}
