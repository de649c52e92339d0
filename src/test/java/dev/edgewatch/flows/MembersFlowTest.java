package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who can reach a project, and how people are invited to it. */
class MembersFlowTest {
  private static final String PROJECT = Members.PROJECT;
  private static final String MEMBERS = Members.PATH;
  private static final String DEVICES = "services/devices.edgelq.com/permissions/devices.";

  @RegisterExtension final OneDemo one = new OneDemo();
  private Operator operator;
  private String watcher;

  @BeforeEach
  void aRole() {
    operator = new Operator(one.demo());
    watcher =
        operator.create(
            "iam.edgelq.com/Role",
            PROJECT,
            Role.newBuilder()
                .setDisplayName("Fleet watcher")
                .setDescription("Sees devices and changes nothing.")
                .setCategory(Role.Category.USER)
                .addGrants(
                    Role.Grant.newBuilder()
                        .addPermissions(DEVICES + "get")
                        .addPermissions(DEVICES + "list")
                        .addPermissions(DEVICES + "watch"))
                .build());
  }

  @AfterEach
  void withoutTheRole() {
    operator.delete("iam.edgelq.com/Role", watcher);
    operator.close();
  }

  @Test
  void aRoleIsGivenWithAPreviewAndTakenAwayAgain() {
    ConsolePage console = one.ann(MEMBERS);
    assertThat(console.id("members")).hasAttribute("data-settled", "true");

    console.id("give-role").click();
    console.id("binding-who").locator("input").fill("chloe@acme.example");
    Members.choose(console, "Fleet watcher");
    assertThat(console.id("preview-devices")).containsText("see");
    assertThat(console.id("grant-preview")).hasAttribute("data-changes", "0");
    assertThat(console.id("preview-rows").locator(".ew-device-line.gained")).hasCount(6);
    assertThat(console.id("grant-preview"))
        .hasAttribute("data-devices", Pattern.compile("[1-9][0-9]+"));
    assertThat(console.id("preview-rows")).containsText("more");
    console.picture("give-role");
    console.id("binding-send").click();

    Locator row = console.id("member-user:chloe@acme.example");
    assertThat(row).isVisible();
    assertThat(console.id("write-receipt")).hasAttribute("data-seen", "true");
    console.picture("members");

    console.id("member-menu-user:chloe@acme.example").click();
    console.page().locator("[data-testid^=member-remove-]").click();
    Devices.confirm(console);
    assertThat(row).not().isVisible();
  }

  @Test
  void aRoleGivenAboveIsShownWithWhereItComesFromAndCannotBeTakenAwayHere() {
    String binding =
        operator.create(
            "iam.edgelq.com/RoleBinding",
            "organizations/acme",
            RoleBinding.newBuilder()
                .setRole("services/iam.edgelq.com/roles/viewer")
                .setMember("user:dora@acme.example")
                .build());
    try {
      ConsolePage console = one.ann(MEMBERS);

      assertThat(console.id("member-user:dora@acme.example-Acme Group")).isVisible();
      console.id("members-inherited").click();
      assertThat(console.id("members-grid")).containsText("managed there");
      assertThat(console.id("member-menu-user:dora@acme.example")).not().isVisible();
      console.picture("members-inherited");
    } finally {
      operator.delete("iam.edgelq.com/RoleBinding", binding);
    }
  }

  @Test
  void membersAreCalledByTheirNamesAndSayWhenTheyWereSeen() {
    one.as("ben", "/").id("projects").waitFor();
    ConsolePage console = one.ann(MEMBERS);

    Locator ben = console.id("member-user:ben@acme.example-Acme Group");
    assertThat(ben).containsText("Ben Okafor");
    assertThat(ben).containsText("ben@acme.example");
    assertThat(console.id("members-grid")).containsText("within a day");
    console.id("members-search").locator("input").fill("okafor");
    assertThat(console.id("member-user:ann@acme.example-Acme Group")).not().isVisible();
    assertThat(ben).isVisible();
    console.picture("members-names");
  }

  @Test
  void peopleAreInvitedAndTheirInvitationsRevoked() {
    ConsolePage console = one.page(ColorScheme.DARK).signIn("ann", MEMBERS);
    console.id("invite").click();
    console.id("invite-send").click();
    assertThat(console.id("invite-people")).containsText("at least one");

    Locator people = console.id("invite-people").locator("input");
    people.fill("hana@acme.example, nonsense ivan@fjord.example");
    people.press("Enter");
    assertThat(console.id("invite-people")).containsText("nonsense");
    people.fill("");
    people.press("Enter");
    Members.choose(console, "Fleet watcher");
    assertThat(console.id("invite-send")).containsText("Send 2 invitations");
    console.picture("invite-dark");
    console.id("invite-send").click();

    Locator grid = console.id("invitations-grid");
    assertThat(grid).containsText("hana@acme.example");
    assertThat(grid).containsText("ivan@fjord.example");
    assertThat(grid).containsText("Pending");
    console.picture("invitations-dark");

    for (String invited : List.of("hana@acme.example", "ivan@fjord.example")) {
      Locator revoke = Members.act(console, invited, "revoke");
      revoke.click();
      Devices.confirm(console);
      assertThat(revoke).hasCount(0);
    }
  }
}
