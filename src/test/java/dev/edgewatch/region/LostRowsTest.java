package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.ORGANIZATION;
import static dev.edgewatch.region.TestRegion.PROJECT;
import static dev.edgewatch.region.TestRegion.ROLE_BINDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.standard.ListRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows that somebody looks at go with what allowed them, by whichever way he held it, and those
 * that something else allows stay; and they come the same way.
 */
class LostRowsTest {
  private static TestIssuer issuer;
  private static TestRegion region;

  private final String organization = "organizations/" + id();
  private final String parent = "organizations/" + id();
  private final String lost = "projects/" + id();
  private final String kept = "projects/" + id();
  private final String email = id() + "@" + id() + ".example";

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  private static String id() {
    return "x" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** One project below two organizations, and one of another; two devices each. */
  private void places() {
    Caller operator = region.operator();
    operator.create(ORGANIZATION, "", Organization.newBuilder().setName(parent).build());
    operator.create(
        ORGANIZATION,
        "",
        Organization.newBuilder().setName(organization).setParentOrganization(parent).build());
    project(lost, organization);
    project(kept, "organizations/globex");
    for (String project : List.of(lost, kept)) {
      operator.create(DEVICE, below(project), device(project, "d1", "Freezer"));
      operator.create(DEVICE, below(project), device(project, "d2", "Freezer"));
    }
  }

  private static void project(String name, String organization) {
    region
        .operator()
        .create(
            PROJECT,
            "",
            Project.newBuilder().setName(name).setParentOrganization(organization).build());
  }

  private static String below(String project) {
    return project + "/regions/us-west2";
  }

  private static Device device(String project, String id, String called) {
    return Device.newBuilder()
        .setName(below(project) + "/devices/" + id)
        .setDisplayName(called)
        .build();
  }

  private static void call(String project, String called) {
    region.operator().update(DEVICE, device(project, "d1", called), "display_name");
  }

  private static String[] devices(String... projects) {
    return java.util.Arrays.stream(projects)
        .flatMap(
            project ->
                java.util.stream.Stream.of(
                    below(project) + "/devices/d1", below(project) + "/devices/d2"))
        .toArray(String[]::new);
  }

  private WayToHold.Held held(WayToHold way) {
    return way.give(region, new WayToHold.Somebody(email, lost, organization, parent));
  }

  @AfterEach
  void nothingIsLeft() {
    // A binding of everybody would show these projects to the callers of the next case.
    region.operator().list(ROLE_BINDING, ListRequest.of(lost)).resources().stream()
        .map(ROLE_BINDING::nameOf)
        .forEach(name -> region.operator().delete(ROLE_BINDING, name));
  }

  @ParameterizedTest
  @EnumSource(WayToHold.class)
  void exactlyTheRowsGoThatNothingElseAllows(WayToHold way) throws Exception {
    places();
    region.bind(kept, PredefinedRoles.VIEWER, "user:" + email);
    WayToHold.Held held = held(way);
    Sweep sweep = new Sweep("rows lost, " + way);
    for (WayToHold.Loss loss : held.losses()) {
      try (WatchedGrid grid = new WatchedGrid(region.caller(email), below(lost), below(kept))) {
        await()
            .untilAsserted(
                () -> assertThat(grid.rows()).containsExactlyInAnyOrder(devices(lost, kept)));
        loss.lose();
        call(lost, "secret");
        call(kept, "still seen");
        await()
            .atMost(Duration.ofSeconds(5))
            .untilAsserted(() -> assertThat(grid.rows()).containsExactlyInAnyOrder(devices(kept)));
        await().untilAsserted(() -> assertThat(grid.hasSaid("still seen")).isTrue());
        assertThat(grid.hasSaid("secret")).as("after the loss").isFalse();
        assertThat(grid.reopened(below(kept))).as("streams of what is kept").isZero();
        sweep.count();
      }
      assertThat(projects()).containsExactly(kept);
      loss.giveAgain();
      call(lost, "Freezer");
      call(kept, "Freezer");
    }
    sweep.end(1);
  }

  private List<String> projects() {
    return region.caller(email).list(PROJECT, ListRequest.of("")).resources().stream()
        .map(PROJECT::nameOf)
        .toList();
  }

  /** Who looks is told soon that he holds more, and what he then asks for is there. */
  @ParameterizedTest
  @EnumSource(WayToHold.class)
  void theRowsComeThatAGrantAllows(WayToHold way) throws Exception {
    places();
    region.bind(kept, PredefinedRoles.VIEWER, "user:" + email);
    try (WatchedGrid grid = new WatchedGrid(region.caller(email), below(lost), below(kept))) {
      await().untilAsserted(() -> assertThat(grid.rows()).containsExactlyInAnyOrder(devices(kept)));
      held(way);
      await()
          .atMost(Duration.ofSeconds(3))
          .pollInterval(Duration.ofMillis(20))
          .untilAsserted(
              () -> assertThat(grid.rows()).containsExactlyInAnyOrder(devices(lost, kept)));
      assertThat(grid.reopened(below(kept))).as("streams of what was there").isZero();
    }
    Sweep sweep = new Sweep("rows that came, " + way);
    sweep.count();
    sweep.end(1);
  }

  /** Two roles in the same place: only with the last one the rows go. */
  @Test
  void oneOfTwoRolesIsEnough() throws Exception {
    places();
    String one = region.bind(lost, PredefinedRoles.VIEWER, "user:" + email);
    String other = region.bind(organization, PredefinedRoles.OPERATOR, "user:" + email);
    try (WatchedGrid grid = new WatchedGrid(region.caller(email), below(lost))) {
      await().untilAsserted(() -> assertThat(grid.rows()).containsExactlyInAnyOrder(devices(lost)));
      region.operator().delete(ROLE_BINDING, one);
      call(lost, "still seen");
      await().untilAsserted(() -> assertThat(grid.hasSaid("still seen")).isTrue());
      assertThat(grid.reopened(below(lost))).isZero();
      region.operator().delete(ROLE_BINDING, other);
      call(lost, "secret");
      await().untilAsserted(() -> assertThat(grid.rows()).isEmpty());
      assertThat(grid.hasSaid("secret")).isFalse();
    }
  }
}
