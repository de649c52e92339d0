package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;

/**
 * What a role may be (contract section 11.4). Whoever writes one must hold all of it where it lies,
 * else he could write himself more than he has into a role that he holds.
 */
record RoleRule(Region region, Giving giving) implements WriteRule {

  @Override
  public ResourceType type() {
    return region.catalog().type("iam.edgelq.com/Role");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    require(writing, (Role) body);
    return Creation.of(body);
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    Role role = (Role) after;
    if (!((Role) before).getOwnedObjectsList().equals(role.getOwnedObjectsList())) {
      throw Refusal.invalid(
          "FIELD_IMMUTABLE",
          "owned_objects",
          "owned_objects is "
              + role.getOwnedObjectsList()
              + "; expected what the role was created with, "
              + ((Role) before).getOwnedObjectsList());
    }
    require(writing, role);
    return after;
  }

  private void require(Writing writing, Role body) {
    Role role = body.toBuilder().setName(writing.name().text()).build();
    if (role.getCategory() == Role.Category.UNDEFINED) {
      throw Refusal.invalid(
          "CATEGORY_MISSING", "category", "category is not set; expected whom the role is for");
    }
    if (role.getCategory() == Role.Category.OWNER
        && !role.getName().equals(PredefinedRoles.SCOPE_ADMIN)) {
      throw Refusal.invalid(
          "CATEGORY_RESERVED",
          "category",
          "category is OWNER, which is for " + PredefinedRoles.SCOPE_ADMIN + "; expected another");
    }
    role.getGrantsList()
        .forEach(
            grant ->
                new ConditionsInReach(region)
                    .require(
                        "grants.executable_conditions",
                        role.getName(),
                        grant.getExecutableConditionsList()));
    RoleBinding here =
        RoleBinding.newBuilder()
            .setName(writing.name().parent().text() + "/roleBindings/of-the-role")
            .setRole(role.getName())
            .build();
    writing.authority().ifPresent(by -> giving.require(by, role, here));
  }
}
