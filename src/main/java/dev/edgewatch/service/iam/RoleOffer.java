package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.Principal;

/** Whether somebody may offer a role: nobody offers what he does not hold himself. */
@FunctionalInterface
interface RoleOffer {

  /**
   * Refuses with PERMISSION_DENIED.
   *
   * @param binding what accepting the offer would make
   */
  void require(Principal giver, Role role, RoleBinding binding);
}
