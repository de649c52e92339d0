package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What flows do to members of a project on the way to something else. */
final class Members {
  static final String PROJECT = "projects/acme-cold-chain";
  static final String PATH = "/organizations/acme/" + PROJECT + "/members";
  static final String ROLES = "services/iam.edgelq.com/roles/";

  private Members() {}

  /** Chooses a role in a dialog by what it is called. */
  static void choose(ConsolePage console, String role) {
    console.id("role").locator("input").fill(role);
    console
        .page()
        .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(role).setExact(true))
        .click();
  }

  /** Invites somebody, and waits until the list shows the invitation. */
  static void invite(ConsolePage console, String email, String role) {
    console.id("invite").click();
    Locator people = console.id("invite-people").locator("input");
    people.fill(email);
    people.press("Enter");
    choose(console, role);
    console.id("invite-send").click();
    assertThat(console.id("invite-dialog")).hasCount(0);
    assertThat(link(console, email)).isVisible();
  }

  /** The address of the newest open invitation to somebody, as it is copied. */
  static String copiedLink(ConsolePage console, String email) {
    link(console, email).click();
    String copied = (String) console.page().evaluate("navigator.clipboard.readText()");
    return copied.substring(copied.indexOf("/invitations"));
  }

  private static Locator link(ConsolePage console, String email) {
    return act(console, email, "link");
  }

  /** What can be done about an open invitation to somebody. */
  static Locator act(ConsolePage console, String email, String what) {
    String id =
        console
            .id("invitations-grid")
            .locator("[data-testid^=invitation-]", new Locator.LocatorOptions().setHasText(email))
            .first()
            .getAttribute("data-testid");
    // A grid keeps rows that it does not show at the moment, and what they said last.
    return console
        .id(id.replaceFirst("invitation-", "invitation-" + what + "-"))
        .locator("visible=true");
  }

  /** Gives a role in the dialog. */
  static void give(ConsolePage console, String email, String role) {
    console.id("give-role").click();
    console.id("binding-who").locator("input").fill(email);
    choose(console, role);
    console.id("binding-send").click();
    assertThat(row(console, email)).isVisible();
  }

  /** Takes the only role of somebody away from the menu of his row. */
  static void remove(ConsolePage console, String email) {
    console.id("member-menu-user:" + email).click();
    console.page().locator("[data-testid^=member-remove-]").click();
    Devices.confirm(console);
    assertThat(row(console, email)).not().isVisible();
  }

  /** Takes one of several roles of somebody away. */
  static void removeRole(ConsolePage console, String email, String role) {
    console.id("member-menu-user:" + email).click();
    console
        .page()
        .locator("[data-testid^=member-remove-]", new Page.LocatorOptions().setHasText(role))
        .click();
    Devices.confirm(console);
  }

  static Locator row(ConsolePage console, String email) {
    return console.id("member-user:" + email);
  }
}
