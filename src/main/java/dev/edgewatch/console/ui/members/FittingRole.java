package dev.edgewatch.console.ui.members;

import dev.edgewatch.access.Ask;
import dev.edgewatch.access.Decision;
import dev.edgewatch.access.HeldGrants;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The role that gives what somebody asks for, and the least besides. */
final class FittingRole {
  private FittingRole() {}

  /**
   * Empty when no role that can be bound as it is gives all of it.
   *
   * @param scope where it would be bound
   */
  static Optional<Role> of(AccessRequest request, String scope, Collection<Role> roles) {
    return roles.stream()
        .filter(RoleChoice::isForMembers)
        .filter(role -> gives(role, scope, request))
        .min(Comparator.comparingInt(FittingRole::size).thenComparing(Role::getName));
  }

  private static boolean gives(Role role, String scope, AccessRequest request) {
    RoleBinding binding =
        RoleBinding.newBuilder()
            .setName(scope + "/roleBindings/-")
            .setRole(role.getName())
            .setMember(request.getMember())
            .build();
    HeldGrants held =
        new HeldGrants(RoleGrants.of(role, binding, Holder.ANYBODY, any -> Optional.empty()));
    return request.getWantedList().stream()
        .map(one -> Ask.about(one.getPermission(), one.getObject(), any -> List.of()))
        .allMatch(ask -> held.decide(ask) instanceof Decision.Allowed);
  }

  /** What owns something is larger than what names any number of permissions. */
  private static int size(Role role) {
    return role.getOwnedObjectsCount() > 0
        ? Integer.MAX_VALUE
        : role.getGrantsList().stream().mapToInt(Role.Grant::getPermissionsCount).sum();
  }
}
