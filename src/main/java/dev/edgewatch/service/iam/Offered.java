package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.iam.Sha256;
import dev.edgewatch.resource.ResourceName;
import java.util.ArrayList;
import java.util.List;

/**
 * What accepting an invitation makes. Names follow from the invitation, so it is the same however
 * often it is made.
 */
final class Offered {
  private static final int ID_LENGTH = 24;

  private Offered() {}

  /** One binding for each role, in the scope of the invitation. */
  static List<RoleBinding> bindings(ResourceName invitation, Invitation content) {
    List<RoleBinding> bindings = new ArrayList<>();
    for (int i = 0; i < content.getBindingRolesCount(); i++) {
      Invitation.BindingRole role = content.getBindingRoles(i);
      bindings.add(
          RoleBinding.newBuilder()
              .setName(
                  InvitationType.scopeOf(invitation)
                      + "/roleBindings/"
                      + id(invitation, content, i))
              .setRole(role.getRole())
              .setMember(member(content))
              .addAllExecutableConditions(role.getExecutableConditionsList())
              .addAllScopeParams(role.getScopeParamsList())
              .build());
    }
    return bindings;
  }

  /** A place in each group. */
  static List<GroupMember> places(ResourceName invitation, Invitation content) {
    return content.getGroupsList().stream()
        .distinct()
        .map(
            group ->
                GroupMember.newBuilder()
                    .setName(group + "/groupMembers/" + id(invitation, content, 0))
                    .setMember(member(content))
                    .build())
        .toList();
  }

  private static String member(Invitation content) {
    return "user:" + content.getInviteeEmail();
  }

  private static String id(ResourceName invitation, Invitation content, int index) {
    String text = invitation.text() + "\n" + content.getInviteeEmail() + "\n" + index;
    return "inv-" + Sha256.hex(text).substring(0, ID_LENGTH);
  }
}
