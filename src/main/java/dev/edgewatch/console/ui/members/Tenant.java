package dev.edgewatch.console.ui.members;

import com.google.protobuf.Message;
import com.vaadin.flow.router.RouteParameters;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.OrganizationInvitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.console.ui.part.Texts;

/**
 * A project or an organization, as what people are members of and invited to.
 *
 * @param name of it
 */
record Tenant(String name) {
  private static final String PROJECTS = "projects/";

  /** The one that an address is in. */
  static Tenant at(RouteParameters parameters) {
    return new Tenant(
        parameters
            .get("project")
            .map(id -> PROJECTS + id)
            .orElseGet(() -> "organizations/" + parameters.get("organization").orElseThrow()));
  }

  boolean isProject() {
    return name.startsWith(PROJECTS);
  }

  /** Simple name of its type in IAM. */
  String type() {
    return isProject() ? "Project" : "Organization";
  }

  String invitationType() {
    return type() + "Invitation";
  }

  /** What is sent to invite somebody. */
  Message invitation(Invitation invitation) {
    return isProject()
        ? ProjectInvitation.newBuilder().setInvitation(invitation).build()
        : OrganizationInvitation.newBuilder().setInvitation(invitation).build();
  }

  /** A text that says it in other words of each of the two. */
  String text(String key, Object... values) {
    return Texts.text(key + (isProject() ? ".project" : ".organization"), values);
  }
}
