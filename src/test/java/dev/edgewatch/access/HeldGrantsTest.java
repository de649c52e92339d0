package dev.edgewatch.access;

import static dev.edgewatch.access.Bound.DEVICE;
import static dev.edgewatch.access.Bound.GET;
import static dev.edgewatch.access.Bound.OFFICE;
import static dev.edgewatch.access.Bound.UPDATE;
import static dev.edgewatch.access.Bound.ask;
import static dev.edgewatch.access.Bound.condition;
import static dev.edgewatch.access.Bound.field;
import static dev.edgewatch.access.Bound.held;
import static dev.edgewatch.access.Bound.may;
import static dev.edgewatch.access.Bound.on;
import static dev.edgewatch.access.Bound.param;
import static dev.edgewatch.access.Bound.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.net.InetAddresses;
import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.access.Decision.NearMiss;
import dev.edgewatch.access.Point.Aspect;
import dev.edgewatch.access.Point.Fit;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeldGrantsTest {
  private static final String CREATE = "services/devices.edgelq.com/permissions/devices.create";
  private static final ResourceType DEVICES = Catalog.compiled().type("devices.edgelq.com/Device");

  @Test
  void nobodyMayAnythingWithoutAGrant() {
    assertThat(new HeldGrants(List.of()).decide(ask(GET, DEVICE)))
        .isEqualTo(new Decision.Denied(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "projects/p, true",
        "organizations/sales, true",
        "organizations/acme, true",
        "'', true",
        "projects/q, false",
        "organizations/other, false",
        "services/devices.edgelq.com, false",
      })
  void aBindingHoldsInItsScopeAndInAllThatBelongsToIt(String scope, boolean allowed) {
    assertThat(isAllowed(held(role(may(GET)), on(scope)), ask(GET, DEVICE))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "regions/us-west2, projects/p/regions/us-west2/devices/d, true",
    "regions/us-west2, projects/p/regions/us-west2/devices/-, true",
    "regions/us-west2, projects/p/regions/us-west2, true",
    "regions/us-west2, projects/p/regions/eastus2/devices/d, false",
    "regions/us-west2, projects/p/regions/-, false",
    "regions/us-west2, projects/p, false",
    "regions/us, projects/p/regions/us-west2/devices/d, false",
    "regions/-/devices/d, projects/p/regions/us-west2/devices/d, true",
    "regions/-/devices/d, projects/p/regions/-/devices/d, true",
    "regions/-/devices/d, projects/p/regions/us-west2/devices/-, false",
    "regions/-/devices/d, projects/p/regions/us-west2/devices/dd, false",
  })
  void aSubScopeCutsOutAPartOfEachScope(String subScope, String object, boolean allowed) {
    for (String scope : List.of("projects/p", "organizations/acme", "")) {
      HeldGrants held = held(role(may(GET).setSubScope(subScope)), on(scope));
      assertThat(isAllowed(held, ask(GET, object))).as(scope).isEqualTo(allowed);
    }
  }

  @Test
  void onlyTheListedPermissionsAreGranted() {
    HeldGrants held = held(role(may(GET)), on("projects/p"));
    assertThat(isAllowed(held, ask(UPDATE, DEVICE))).isFalse();
    assertThat(held.scopesAllowing(GET, scope -> ask(GET, scope))).containsExactly("projects/p");
    assertThat(held.scopesAllowing(UPDATE, scope -> ask(UPDATE, scope))).isEmpty();
  }

  @Test
  void aGrantThatListsNoPermissionGrantsNone() {
    assertThat(isAllowed(held(role(may()), on("projects/p")), ask(GET, DEVICE))).isFalse();
  }

  @Test
  void ownersOfAScopeMayEverythingInIt() {
    HeldGrants owner = held(Role.newBuilder().addOwnedObjects("-"), on("projects/p"));
    assertThat(isAllowed(owner, ask(UPDATE, DEVICE))).isTrue();
    assertThat(isAllowed(owner, ask(UPDATE, "projects/q/regions/us-west2/devices/d"))).isFalse();
    HeldGrants owned =
        held(Role.newBuilder().addOwnedObjects("regions/-/devices/d"), on("projects/p"));
    assertThat(isAllowed(owned, ask(UPDATE, DEVICE))).isTrue();
    assertThat(isAllowed(owned, ask(UPDATE, "projects/p/regions/us-west2/devices/e"))).isFalse();
  }

  @Test
  void whoAsksAboutAllProjectsNeedsAGrantAtTheRoot() {
    String all = "projects/-/regions/-/devices/-";
    assertThat(isAllowed(held(role(may(GET)), on("projects/p")), ask(GET, all))).isFalse();
    assertThat(isAllowed(held(role(may(GET)), on("")), ask(GET, all))).isTrue();
  }

  @Test
  void aFieldOfTheResourceHasToHaveTheValueOfTheParameter() {
    Role.Builder role =
        role(may(UPDATE).addResourceFieldConditions(field("spec.os_version", "version")));
    HeldGrants held = held(role, on("projects/p").addScopeParams(param("version", "3.1")));
    Ask update = ask(UPDATE, DEVICE);
    assertThat(isAllowed(held, update.withResource(FieldValues.of(version("3.1"))))).isTrue();
    assertThat(isAllowed(held, update.withResource(FieldValues.of(version("3.2"))))).isFalse();
    assertThat(isAllowed(held, update.withResource(FieldValues.of(version(""))))).isFalse();
    assertThat(isAllowed(held, update)).as("nothing is known of it").isFalse();
  }

  @Test
  void aFieldIsLookedForInTheBodyThenInTheStoreThenInTheFilter() {
    Role.Builder role =
        role(may(UPDATE).addResourceFieldConditions(field("spec.os_version", "version")));
    HeldGrants held = held(role, on("projects/p").addScopeParams(param("version", "3.1")));
    FieldValues stored = FieldValues.of(version("3.1"));
    FieldValues body = FieldValues.of(version("3.2"));
    FieldValues silent = FieldValues.of(version(""));
    Ask update = ask(UPDATE, DEVICE);
    assertThat(isAllowed(held, update.withResource(body.orElse(stored)))).isFalse();
    assertThat(isAllowed(held, update.withResource(silent.orElse(stored)))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.os_version = \"3.1\" | true",
        "spec.os_version = \"3.1\" AND display_name = \"x\" | true",
        "spec.os_version = \"3.2\" | false",
        "spec.os_version IN [\"3.1\", \"3.2\"] | false",
        "spec.os_version = \"3.1\" OR display_name = \"x\" | false",
        "display_name = \"x\" | false",
      })
  void aFilterHasToPinTheFieldOfACollection(String filter, boolean allowed) {
    Role.Builder role =
        role(may(GET).addResourceFieldConditions(field("spec.os_version", "version")));
    HeldGrants held = held(role, on("projects/p").addScopeParams(param("version", "3.1")));
    Ask list =
        ask(GET, "projects/p/regions/-")
            .withResource(FieldValues.pinned(Filter.parse(DEVICES, filter)));
    assertThat(isAllowed(held, list)).isEqualTo(allowed);
  }

  @Test
  void whatARoleSaysIsAlwaysSoCannotBeBoundOtherwise() {
    Role.Builder role =
        role(may(GET).addRequestFieldConditions(field("display_name", "what")))
            .addDefaultValues(param("what", "default"));
    Ask get = ask(GET, DEVICE);
    assertThat(isAllowed(held(role, on("projects/p")), titled(get, "default"))).isTrue();
    assertThat(
            isAllowed(
                held(role, on("projects/p").addScopeParams(param("what", "mine"))),
                titled(get, "mine")))
        .isTrue();
    role.addConstValues(param("what", "const"));
    HeldGrants held = held(role, on("projects/p").addScopeParams(param("what", "mine")));
    assertThat(isAllowed(held, titled(get, "mine"))).isFalse();
    assertThat(isAllowed(held, titled(get, "const"))).isTrue();
  }

  @Test
  void aConditionOnAParameterWithoutAValueNeverHolds() {
    Role.Builder role = role(may(GET).addRequestFieldConditions(field("display_name", "what")));
    assertThat(isAllowed(held(role, on("projects/p")), titled(ask(GET, DEVICE), ""))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "10.9.2.3, false",
    "192.168.1.1, false",
    "2001:db8::7, true",
    "2001:db9::7, false",
  })
  void aCallHasToComeFromAnAllowedNetwork(String address, boolean allowed) {
    Ask from = ask(GET, DEVICE).from(InetAddresses.forString(address));
    assertThat(
            isAllowed(
                held(role(may(GET).addExecutableConditions(condition(OFFICE))), on("projects/p")),
                from))
        .isEqualTo(allowed);
    assertThat(
            isAllowed(
                held(role(may(GET)), on("projects/p").addExecutableConditions(condition(OFFICE))),
                from))
        .as("a condition of the binding holds for each grant")
        .isEqualTo(allowed);
  }

  @Test
  void aConditionThatCannotBeCheckedDoesNotHold() {
    HeldGrants held =
        held(role(may(GET)), on("projects/p").addExecutableConditions(condition("conditions/x")));
    Decision decision = held.decide(ask(GET, DEVICE).from(InetAddresses.forString("10.0.0.1")));
    assertThat(nearest(decision).words()).contains("a condition that does not exist");
  }

  @Test
  void theNearestMissIsTold() {
    Role.Builder here = role(may(GET).setSubScope("regions/eastus2"));
    Role.Builder bound =
        role(may(GET).addResourceFieldConditions(field("display_name", "what")))
            .addDefaultValues(param("what", "Oven"));
    var grants = new ArrayList<>(Bound.grants(role(may(GET)), on("projects/q")));
    Ask get = ask(GET, DEVICE);

    assertThat(nearest(new HeldGrants(grants).decide(get)).why()).isEqualTo(Lack.SCOPE);
    grants.addAll(Bound.grants(here, on("projects/p")));
    NearMiss region = nearest(new HeldGrants(grants).decide(get));
    assertThat(region.why()).isEqualTo(Lack.OBJECT);
    assertThat(region.words()).isEqualTo("only for regions/eastus2 in projects/p");
    grants.addAll(Bound.grants(bound, on("organizations/acme")));
    NearMiss field = nearest(new HeldGrants(grants).decide(get));
    assertThat(field.why()).isEqualTo(Lack.FIELD);
    assertThat(field.words()).isEqualTo("only where display_name is Oven");
    grants.addAll(
        Bound.grants(role(may(GET).addExecutableConditions(condition(OFFICE))), on("projects/p")));
    NearMiss call = nearest(new HeldGrants(grants).decide(get));
    assertThat(call.why()).isEqualTo(Lack.CALL);
    assertThat(call.words()).isEqualTo("only for calls from 10.0.0.0/8, 2001:db8::/32");
  }

  /** What is stored may be somewhere else, and is nothing to who has no grant in its scope. */
  @Test
  void whatAGrantMissesByItsScopeIsNotLookedAt() {
    Role.Builder role =
        role(may(GET).addResourceFieldConditions(field("display_name", "what")))
            .addDefaultValues(param("what", "Oven"));
    FieldValues untouchable =
        path -> {
          throw new AssertionError("the stored resource was looked up for " + path);
        };

    Decision decision =
        held(role, on("projects/q")).decide(ask(GET, DEVICE).withResource(untouchable));

    assertThat(nearest(decision).why()).isEqualTo(Lack.SCOPE);
  }

  @Test
  void theNearestMissIsComparedPointByPoint() {
    Role.Builder role =
        role(
            may(GET)
                .setSubScope("regions/eastus2")
                .addResourceFieldConditions(field("display_name", "what"))
                .addExecutableConditions(condition(OFFICE)));
    role.addDefaultValues(param("what", "Oven"));
    Ask get = ask(GET, DEVICE);

    assertThat(points(held(role, on("projects/p")), get))
        .extracting(Point::aspect, Point::granted, Point::fit)
        .containsExactly(
            tuple(Aspect.PERMISSION, "services/devices.edgelq.com/roles/viewer", Fit.MEETS),
            tuple(Aspect.SCOPE, "projects/p", Fit.MEETS),
            tuple(Aspect.PART, "regions/eastus2", Fit.FAILS),
            tuple(Aspect.FIELD, "display_name is Oven", Fit.DEPENDS),
            tuple(Aspect.CALL, "calls from 10.0.0.0/8, 2001:db8::/32", Fit.DEPENDS));
    Ask told = get.from(InetAddresses.forString("192.0.2.7"));
    assertThat(points(held(role, on("projects/q")), told))
        .extracting(Point::needed, Point::fit)
        .contains(tuple("projects/p", Fit.FAILS), tuple("192.0.2.7", Fit.FAILS));
  }

  @Test
  void nobodyGivesAwayWhatHeLacks() {
    HeldGrants admin =
        held(role(may(GET, UPDATE).setSubScope("regions/us-west2")), on("projects/p"));
    assertThat(lacking(admin, may(GET).setSubScope("regions/us-west2"))).isEmpty();
    assertThat(lacking(admin, may(GET).setSubScope("regions/us-west2/devices/d"))).isEmpty();
    assertThat(lacking(admin, may(GET))).containsExactly(GET);
    assertThat(lacking(admin, may(GET, CREATE).setSubScope("regions/us-west2")))
        .containsExactly(CREATE);
    Grant ownership =
        Bound.grants(Role.newBuilder().addOwnedObjects("-"), on("projects/p")).getFirst();
    assertThat(admin.lacking(ownership, scopes())).containsExactly("*");
    assertThat(new HeldGrants(List.of(ownership)).lacking(ownership, scopes())).isEmpty();
  }

  @Test
  void whatIsHeldUnderAConditionIsOnlyGivenAwayUnderIt() {
    HeldGrants held =
        held(role(may(GET).addExecutableConditions(condition(OFFICE))), on("projects/p"));
    assertThat(lacking(held, may(GET))).containsExactly(GET);
    assertThat(lacking(held, may(GET).addExecutableConditions(condition(OFFICE)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "user:", "ann@acme.example", "users:ann@acme.example", "allusers"})
  void whatIsNoMemberIsRefused(String member) {
    assertThatThrownBy(() -> MemberKind.of(member))
        .hasMessageContaining("expected one of allUsers, allAuthenticatedUsers, user:…");
  }

  @Test
  void membersAreRecognized() {
    assertThat(MemberKind.of("group:ops@p.iam.edgelq.com")).isEqualTo(MemberKind.GROUP);
    assertThat(MemberKind.of("allUsers")).isEqualTo(MemberKind.ALL_USERS);
    assertThat(MemberKind.USER.member("ann@acme.example")).isEqualTo("user:ann@acme.example");
  }

  private static Set<String> lacking(HeldGrants held, Role.Grant.Builder grant) {
    return held.lacking(Bound.grants(role(grant), on("projects/p")).getFirst(), scopes());
  }

  private static List<String> scopes() {
    return Ask.scopesOf("projects/p", Bound::above);
  }

  private static NearMiss nearest(Decision decision) {
    return ((Decision.Denied) decision).nearest().orElseThrow();
  }

  private static List<Point> points(HeldGrants held, Ask ask) {
    return Point.of(nearest(held.decide(ask)).grant(), ask);
  }

  private static boolean isAllowed(HeldGrants held, Ask ask) {
    return held.decide(ask) instanceof Decision.Allowed;
  }

  private static Ask titled(Ask ask, String title) {
    return ask.withRequest(FieldValues.of(Device.newBuilder().setDisplayName(title).build()));
  }

  private static Device version(String version) {
    return Device.newBuilder().setSpec(Device.Spec.newBuilder().setOsVersion(version)).build();
  }
}
