package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.iam.v1.ExecutableCondition;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.PredefinedRoles;

/** What a policy gives the account of each device: a role with its parameters and conditions. */
final class PolicyRole {
  private PolicyRole() {}

  /** A binding to nobody yet. */
  static RoleBinding of(ProvisioningPolicy.Spec spec) {
    RoleBinding.Builder role =
        RoleBinding.newBuilder()
            .setRole(spec.getRole().isEmpty() ? PredefinedRoles.DEVICE_AGENT : spec.getRole())
            .addAllScopeParams(spec.getScopeParamsList())
            .addAllExecutableConditions(spec.getExtraConditionsList());
    if (!spec.getCondition().isEmpty()) {
      // Deprecated, and still a condition: leaving it out would give more than was meant.
      role.addExecutableConditions(
          ExecutableCondition.newBuilder()
              .setCondition(spec.getCondition())
              .setParams(spec.getConditionParams()));
    }
    return role.build();
  }
}
