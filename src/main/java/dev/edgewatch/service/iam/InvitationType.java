package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.OrganizationInvitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Invitations into projects or into organizations, which are the same but for their scope.
 *
 * @param everywhere the parent of all of them
 */
record InvitationType(ResourceType type, String everywhere) {
  /** How long an invitation can be answered, unless its maker says otherwise. */
  static final Duration OPEN = Duration.ofDays(7);

  static InvitationType ofProjects(Catalog catalog) {
    return new InvitationType(catalog.type("iam.edgelq.com/ProjectInvitation"), "projects/-");
  }

  static InvitationType ofOrganizations(Catalog catalog) {
    return new InvitationType(
        catalog.type("iam.edgelq.com/OrganizationInvitation"), "organizations/-");
  }

  static List<InvitationType> all(Catalog catalog) {
    return List.of(ofProjects(catalog), ofOrganizations(catalog));
  }

  /** The project or organization. */
  static String scopeOf(ResourceName invitation) {
    return invitation.parent().text();
  }

  ResourceName scope(Catalog catalog, ResourceName invitation) {
    String scope = scopeOf(invitation);
    String of = scope.startsWith("projects/") ? "Project" : "Organization";
    return catalog.type("iam.edgelq.com/" + of).parseName(scope);
  }

  Invitation of(Message row) {
    return switch (row) {
      case ProjectInvitation ofProject -> ofProject.getInvitation();
      case OrganizationInvitation ofOrganization -> ofOrganization.getInvitation();
      default -> throw new IllegalArgumentException(row.getDescriptorForType().getFullName());
    };
  }

  Message with(Message row, Invitation invitation) {
    return switch (row) {
      case ProjectInvitation ofProject -> ofProject.toBuilder().setInvitation(invitation).build();
      case OrganizationInvitation ofOrganization ->
          ofOrganization.toBuilder().setInvitation(invitation).build();
      default -> throw new IllegalArgumentException(row.getDescriptorForType().getFullName());
    };
  }

  /** What state it is in at a time: one whose time is over has expired, written down or not. */
  static Invitation.State stateAt(Invitation invitation, Instant now) {
    boolean over =
        invitation.getState() == Invitation.State.PENDING
            && Timestamps.toMillis(invitation.getExpirationDate()) <= now.toEpochMilli();
    return over ? Invitation.State.EXPIRED : invitation.getState();
  }
}
