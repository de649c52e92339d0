package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who can reach an organization, and with it all of its projects. */
class OrganizationFlowTest {
  private static final String NORA = "nora@harbor-foods.example";
  private static final String MEMBERS = "/organizations/acme/members";

  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void whoIsInvitedToAnOrganizationSeesItsProjectsUntilTheRoleIsTakenAway() {
    ConsolePage ben = one.as("ben", "/");
    ben.id("organization-acme").click();
    assertThat(ben.id("members")).hasAttribute("data-settled", "true");
    assertThat(ben.id("scope-picker")).containsText("Acme Group");
    assertThat(ben.id("nav-members")).isVisible();
    Members.invite(ben, NORA, "Viewer");
    ben.picture("organization-invited");
    String link = Members.copiedLink(ben, NORA);

    ConsolePage nora = one.page().openSignIn("nora", link);
    assertThat(nora.id("invitation")).hasAttribute("data-state", "pending");
    assertThat(nora.id("invitation").locator("h1")).hasText("Acme Group");
    assertThat(nora.id("invitation-roles")).containsText("see devices");
    nora.picture("organization-invitation");
    nora.id("invitation-accept").click();

    Locator project = nora.id("projects").getByTestId("project-acme-cold-chain");
    assertThat(project).isVisible();
    nora.picture("organization-joined");
    assertThat(Members.row(ben, NORA)).isVisible();
    assertThat(ben.id("members-grid")).containsText("this organization");
    assertThat(ben.id("invitations-grid")).containsText("Accepted");
    ben.picture("organization-members");

    Members.remove(ben, NORA);
    assertThat(project).hasCount(0);
    assertThat(nora.id("projects-none")).isVisible();
  }

  @Test
  void anInvitationToAnOrganizationIsSentAgainAsAnotherOneAndRevoked() {
    String invited = "hana@acme.example";
    ConsolePage ben = one.page(ColorScheme.DARK).signIn("ben", MEMBERS);
    Members.invite(ben, invited, "Operator");
    String first = Members.copiedLink(ben, invited);

    Members.act(ben, invited, "resend").click();

    assertThat(ben.id("write-receipt").last()).containsText("the first link is void");
    assertThat(ben.id("invitations-pending")).containsText("1");
    assertThat(ben.page().locator("[data-testid=invitation-link-" + id(first) + "]:visible"))
        .hasCount(0);
    String second = Members.copiedLink(ben, invited);
    Assertions.assertThat(second).isNotEqualTo(first);
    ben.picture("organization-invitation-again-dark");

    Locator revoke = Members.act(ben, invited, "revoke");
    revoke.click();
    Devices.confirm(ben);
    assertThat(revoke).hasCount(0);
  }

  private static String id(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }

  @Test
  void whoHasNoRoleInAnOrganizationIsToldWhatItTakes() {
    ConsolePage grace = one.as("grace", MEMBERS);
    assertThat(grace.id("page-closed")).containsText("roleBindings.watch");
    assertThat(grace.id("nav-members")).not().isVisible();
    grace.picture("organization-members-closed");
  }
}
