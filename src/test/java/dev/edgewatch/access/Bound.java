package dev.edgewatch.access;

import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.Condition.IpCondition;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles and bindings as tests write them. */
final class Bound {
  static final String GET = "services/devices.edgelq.com/permissions/devices.get";
  static final String UPDATE = "services/devices.edgelq.com/permissions/devices.update";
  static final String OFFICE = "projects/p/conditions/office";
  static final String DEVICE = "projects/p/regions/us-west2/devices/d";

  private static final Map<String, Condition> CONDITIONS =
      Map.of(
          OFFICE,
          Condition.newBuilder()
              .setIpCondition(
                  IpCondition.newBuilder()
                      .addAllowedCidrs("10.0.0.0/8")
                      .addAllowedCidrs("2001:db8::/32")
                      .addDisabledCidrs("10.9.0.0/16"))
              .build());

  private Bound() {}

  static HeldGrants held(Role.Builder role, RoleBinding.Builder binding) {
    return new HeldGrants(grants(role, binding));
  }

  static List<Grant> grants(Role.Builder role, RoleBinding.Builder binding) {
    return RoleGrants.of(
        role.setName("services/devices.edgelq.com/roles/viewer").build(),
        binding.setRole("services/devices.edgelq.com/roles/viewer").build(),
        Holder.ANYBODY,
        name -> Optional.ofNullable(CONDITIONS.get(name)));
  }

  static RoleBinding.Builder on(String scope) {
    return RoleBinding.newBuilder()
        .setName(scope.isEmpty() ? "roleBindings/b" : scope + "/roleBindings/b")
        .setMember("user:ann@acme.example");
  }

  static Role.Builder role(Role.Grant.Builder grant) {
    return Role.newBuilder().addGrants(grant);
  }

  static Role.Grant.Builder may(String... permissions) {
    return Role.Grant.newBuilder().addAllPermissions(List.of(permissions));
  }

  static Role.Grant.FieldCondition field(String path, String parameter) {
    return Role.Grant.FieldCondition.newBuilder().setPath(path).setValue(parameter).build();
  }

  static ScopeParam param(String name, String value) {
    return ScopeParam.newBuilder()
        .setName(name)
        .setString(ScopeParam.StringValue.newBuilder().setValue(value))
        .build();
  }

  static ExecutableCondition condition(String name) {
    return ExecutableCondition.newBuilder().setCondition(name).build();
  }

  /** Project {@code p} is of organization {@code sales} within {@code acme}, all others of none. */
  static Ask ask(String permission, String object) {
    return Ask.about(permission, object, Bound::above);
  }

  static List<String> above(String scope) {
    return switch (scope) {
      case "projects/p" -> List.of("organizations/sales", "organizations/acme");
      case "organizations/sales" -> List.of("organizations/acme");
      default -> List.of();
    };
  }
}
