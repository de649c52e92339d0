package dev.edgewatch.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy.Mode;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.ResourceType;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who writes a policy gives what devices get by it (contract sections 11.4 and 12.4). */
class PoliciesTest {
  private static final ResourceType ROLE = Caller.type("iam.edgelq.com/Role");
  private static final String DEVICES = "services/devices.edgelq.com/permissions/";
  private static final String LOGS = "services/logging.edgelq.com/permissions/";
  private static final List<String> OF_POLICIES =
      List.of("provisioningPolicies.create", "provisioningPolicies.update");
  private static final List<String> OF_AGENTS =
      List.of(
          "devices.get",
          "devices.batchGet",
          "devices.list",
          "devices.watch",
          "devices.search",
          "devices.update",
          "devices.heartbeat",
          "devices.reportDeviceMetrics",
          "devices.getDedicatedEndpoints");

  private static final List<String> OF_LOGS =
      List.of("logs.batchCreate", "logs.streamingCreate", "logs.query");

  private static TestIssuer issuer;
  private static TestRegion region;

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

  private static Caller holding(String id, List<List<String>> permissions) {
    Role.Grant.Builder grant = Role.Grant.newBuilder();
    permissions.forEach(some -> some.forEach(one -> grant.addPermissions(DEVICES + one)));
    OF_LOGS.forEach(one -> grant.addPermissions(LOGS + one));
    Role role = Role.newBuilder().setCategory(Role.Category.USER).addGrants(grant).build();
    String name = region.operator().create(ROLE, TestRegion.COLD_CHAIN, role).name();
    region.bind(TestRegion.COLD_CHAIN, name, "user:" + id + "@harbor.example");
    return region.caller(id + "@harbor.example");
  }

  private static ProvisioningPolicy policy(String id, String role) {
    ProvisioningPolicy.Builder policy = Fleet.policy(id, Mode.UNATTENDED);
    policy.getSpecBuilder().setRole(role);
    return policy.build();
  }

  private static ProvisioningPolicy create(Caller caller, ProvisioningPolicy policy) {
    return caller.create(Fleet.POLICY, "", policy).as(ProvisioningPolicy.class);
  }

  @Test
  void aPolicyGivesNoMoreThanItsWriterHolds() {
    List<String> making = List.of("devices.create");
    Caller writer = holding("writer", List.of(OF_POLICIES, OF_AGENTS, making));
    ProvisioningPolicy modest = create(writer, policy("modest", ""));
    assertThat(
            Caller.refusal(() -> create(writer, policy("greedy", PredefinedRoles.SCOPE_ADMIN)))
                .getMessage())
        .contains("does not hold everything");
    assertThat(
            Caller.refusal(
                    () -> create(holding("idle", List.of(OF_POLICIES, making)), policy("idle", "")))
                .getMessage())
        .contains("v1-device-agent cannot be given");
    assertThat(
            Caller.refusal(
                    () ->
                        create(
                            holding("maker", List.of(OF_POLICIES, OF_AGENTS)), policy("maker", "")))
                .getMessage())
        .contains("what takes devices.create");
    ProvisioningPolicy.Builder more = modest.toBuilder();
    more.getSpecBuilder().setRole(PredefinedRoles.ADMIN_OPERATOR);
    assertThat(Caller.code(() -> writer.update(Fleet.POLICY, more.build(), "spec.role")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> create(region.greta(), policy("foreign", ""))))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void whoChangesSomethingElseNeedNotHoldWhatAnotherHasGiven() {
    ProvisioningPolicy given =
        create(region.operator(), policy("given", PredefinedRoles.ADMIN_OPERATOR));
    Caller editor = holding("editor", List.of(OF_POLICIES));
    editor.update(
        Fleet.POLICY, given.toBuilder().setDisplayName("Renamed").build(), "display_name");
    ProvisioningPolicy.Builder template = given.toBuilder();
    template.getSpecBuilder().getTemplateBuilder().getSpecBuilder().setOsVersion("0");
    assertThat(Caller.code(() -> editor.update(Fleet.POLICY, template.build(), "spec.template")))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void aRoleThatAccountsCannotHaveIsRefused() {
    Role people = Role.newBuilder().setCategory(Role.Category.PUBLIC).build();
    String role = region.operator().create(ROLE, TestRegion.COLD_CHAIN, people).name();
    assertThat(Caller.refusal(() -> create(region.operator(), policy("people", role))).getMessage())
        .contains("of category PUBLIC");
  }

  @Test
  void formatsAndPathsThatMeanNothingAreRefused() {
    record Wrong(String says, ProvisioningPolicy.Spec spec) {}
    List<Wrong> wrong = new ArrayList<>();
    for (String format : List.of("{serial}", "{", "x}", "{}", "{{random}}", "{serial_number")) {
      wrong.add(
          new Wrong(
              "spec.device_name_format has",
              ProvisioningPolicy.Spec.newBuilder().setDeviceNameFormat(format).build()));
      wrong.add(
          new Wrong(
              "spec.device_display_name_format has",
              ProvisioningPolicy.Spec.newBuilder().setDeviceDisplayNameFormat(format).build()));
    }
    for (String path :
        List.of(
            "display_name",
            "metadata.labels.x",
            "status",
            "status.addresses.address",
            "status.connection_status",
            "status.device_info.network_interfaces")) {
      wrong.add(
          new Wrong(
              "spec.identity_field_paths has",
              ProvisioningPolicy.Spec.newBuilder().addIdentityFieldPaths(path).build()));
    }
    wrong.add(
        new Wrong(
            "status.nothing",
            ProvisioningPolicy.Spec.newBuilder().addIdentityFieldPaths("status.nothing").build()));
    for (Wrong one : wrong) {
      ProvisioningPolicy policy =
          ProvisioningPolicy.newBuilder()
              .setName(TestRegion.PARENT + "/provisioningPolicies/wrong")
              .setSpec(one.spec)
              .build();
      assertThat(Caller.refusal(() -> create(region.operator(), policy)))
          .as(one.spec.toString())
          .satisfies(
              status -> assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT.value()))
          .satisfies(status -> assertThat(status.getMessage()).contains(one.says));
    }
  }
}
