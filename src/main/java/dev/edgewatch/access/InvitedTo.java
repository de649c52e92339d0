package dev.edgewatch.access;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.OrganizationInvitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;

/**
 * What the project or organization of an invitation is called, for those who may not read it. The
 * contract has a field for it in invitations into projects; in those into organizations it is one
 * of the extras, which are for the templates of mails. Always what the server says.
 */
public final class InvitedTo {
  /** The extra of an invitation into an organization. */
  public static final String ORGANIZATION_TITLE = "organization_display_name";

  private InvitedTo() {}

  /** Empty when it is called nothing. */
  public static String title(Message invitation) {
    return switch (invitation) {
      case ProjectInvitation ofProject -> ofProject.getProjectDisplayName();
      case OrganizationInvitation ofOrganization ->
          ofOrganization.getInvitation().getExtrasOrDefault(ORGANIZATION_TITLE, "");
      default -> throw none(invitation);
    };
  }

  /** The same invitation with what it is called. */
  public static Message titled(Message invitation, String title) {
    return switch (invitation) {
      case ProjectInvitation ofProject ->
          ofProject.toBuilder().setProjectDisplayName(title).build();
      case OrganizationInvitation ofOrganization -> {
        OrganizationInvitation.Builder titled = ofOrganization.toBuilder();
        if (title.isEmpty()) {
          titled.getInvitationBuilder().removeExtras(ORGANIZATION_TITLE);
        } else {
          titled.getInvitationBuilder().putExtras(ORGANIZATION_TITLE, title);
        }
        yield titled.build();
      }
      default -> throw none(invitation);
    };
  }

  private static IllegalArgumentException none(Message row) {
    return new IllegalArgumentException("no invitation: " + row.getDescriptorForType().getName());
  }
}
