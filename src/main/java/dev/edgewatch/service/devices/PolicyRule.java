package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.ProvisioningPolicy;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.service.iam.Giving;
import dev.edgewatch.service.iam.RoleBindingRule;

/**
 * Who writes a policy gives: by it devices are made, with what its template says and with an
 * account that has its role. So he must hold that role and may create devices himself; who uses the
 * policy later need not.
 */
record PolicyRule(Region region, Giving giving, RoleBindingRule bindings) implements WriteRule {
  private static final String ANY_DEVICE = "serviceAccount:any-device";

  static PolicyRule in(Region region) {
    Giving giving = new Giving(region.access());
    return new PolicyRule(region, giving, new RoleBindingRule(region, giving));
  }

  @Override
  public ResourceType type() {
    return region.catalog().type("devices.edgelq.com/ProvisioningPolicy");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    ProvisioningPolicy.Spec spec = ((ProvisioningPolicy) body).getSpec();
    requireSound(spec);
    requireGiven(writing, spec);
    return Creation.of(body);
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    ProvisioningPolicy.Spec was = ((ProvisioningPolicy) before).getSpec();
    ProvisioningPolicy.Spec spec = ((ProvisioningPolicy) after).getSpec();
    requireSound(spec);
    if (!gives(was).equals(gives(spec))) {
      requireGiven(writing, spec);
    }
    return after;
  }

  /** All of a policy that decides what a device becomes. */
  private static ProvisioningPolicy.Spec gives(ProvisioningPolicy.Spec spec) {
    return spec.toBuilder()
        .clearMode()
        .clearServiceAccount()
        .clearDeviceNameFormat()
        .clearDeviceDisplayNameFormat()
        .build();
  }

  private static void requireSound(ProvisioningPolicy.Spec spec) {
    NameFormats.of(spec).require();
    Identity.requirePaths(spec.getIdentityFieldPathsList());
  }

  private void requireGiven(Writing writing, ProvisioningPolicy.Spec spec) {
    RoleBinding given =
        PolicyRole.of(spec).toBuilder()
            .setName(
                "projects/"
                    + writing.name().segment("project").orElseThrow()
                    + "/roleBindings/of-the-policy")
            .setMember(ANY_DEVICE)
            .build();
    var _ = bindings.completed(writing, given);
    Permission making =
        Permission.of(region.catalog().type("devices.edgelq.com/Device"), StandardMethod.CREATE);
    writing.authority().ifPresent(by -> giving.requireHeld(by, making, writing.name()));
  }
}
