package dev.edgewatch.service.iam;

import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import java.util.EnumSet;
import java.util.Set;

/** Which members roles of a category are for (contract section 11.4). */
final class Categories {
  private static final Set<MemberKind> EVERYBODY =
      EnumSet.of(MemberKind.ALL_USERS, MemberKind.ALL_AUTHENTICATED_USERS);

  private Categories() {}

  static void require(Role role, MemberKind kind, RoleBinding binding) {
    Set<MemberKind> allowed =
        switch (role.getCategory()) {
          case PUBLIC -> EVERYBODY;
          case AGENT -> EnumSet.of(MemberKind.SERVICE_ACCOUNT);
          case OWNER, USER, SERVICE -> EnumSet.complementOf(EnumSet.copyOf(EVERYBODY));
          case INTERNAL, UNDEFINED, UNRECOGNIZED -> EnumSet.allOf(MemberKind.class);
        };
    if (!allowed.contains(kind)) {
      throw Refusal.invalid(
          "MEMBER_NOT_FOR_ROLE",
          "member",
          "member is "
              + Quoted.of(binding.getMember())
              + "; role "
              + role.getName()
              + " of category "
              + role.getCategory()
              + " expects one of "
              + allowed.stream().map(MemberKind::word).toList());
    }
    if (role.getCategory() == Role.Category.AGENT
        && !ScopeNames.of(binding.getName()).startsWith("projects/")) {
      throw Refusal.invalid(
          "ROLE_OF_PROJECTS_ONLY",
          "role",
          "role is "
              + Quoted.of(role.getName())
              + ", which is for agents; expected a binding in a project");
    }
  }
}
