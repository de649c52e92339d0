package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody sees who may only look, and how pages follow what he is given. */
class AccessFlowTest {
  private static final String PROJECT = Members.PROJECT;
  private static final String MEMBERS = Members.PATH;
  private static final String ROLES = Members.ROLES;

  @RegisterExtension final OneDemo one = new OneDemo();
  private Operator operator;

  @BeforeEach
  void anOperator() {
    operator = new Operator(one.demo());
  }

  @AfterEach
  void theOperatorLeaves() {
    operator.close();
  }

  @Test
  void aButtonThatCannotBeUsedSaysWhyAndIsEnabledWhenTheRoleIsGiven() {
    ConsolePage console = one.page().signIn("grace", ConsolePage.devicesPath());
    console.settledGrid();
    Locator create = console.id("create-device");
    assertThat(create).hasAttribute("aria-disabled", "true");

    create.focus();
    assertThat(create).isFocused();
    console.picture("access-disabled");
    create.press("Enter");

    Locator why = console.id("access-nearest");
    assertThat(why).isVisible();
    assertThat(console.page().locator("vaadin-dialog").last()).containsText("devices.create");
    assertThat(console.id("access-grantors")).containsText("ben@acme.example");
    console.picture("access-denied");

    String binding = give("operator");
    assertThat(why).hasCount(0);
    assertThat(create).not().hasAttribute("aria-disabled", "true");
    operator.delete("iam.edgelq.com/RoleBinding", binding);
    assertThat(create).hasAttribute("aria-disabled", "true");
  }

  @Test
  void aClosedPageComparesTheNearestRolePointByPoint() {
    String role =
        operator.create(
            "iam.edgelq.com/Role",
            PROJECT,
            Role.newBuilder()
                .setName(PROJECT + "/roles/east-watcher")
                .setDisplayName("East watcher")
                .setCategory(Role.Category.USER)
                .addGrants(
                    Role.Grant.newBuilder()
                        .setSubScope("regions/eastus2")
                        .addPermissions("services/iam.edgelq.com/permissions/roleBindings.watch")
                        .addPermissions("services/devices.edgelq.com/permissions/devices.create"))
                .build());
    String binding = bind(role);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String shade = scheme == ColorScheme.LIGHT ? "" : "-dark";
      ConsolePage console = one.page(scheme).signIn("grace", MEMBERS);
      Locator near = console.id("access-nearest");
      assertThat(near.getByTestId("near-permission")).containsText("in East watcher");
      assertThat(near.getByTestId("near-scope")).containsText("fits");
      assertThat(near.getByTestId("near-part")).containsText("does not fit");
      assertThat(near.getByTestId("near-part")).containsText("eastus2 only");
      assertThat(console.id("closed-held")).containsText("does not have it");
      assertThat(console.id("closed-held")).not().containsText("East watcher");
      console.picture("access-near" + shade);
    }
    operator.delete("iam.edgelq.com/RoleBinding", binding);
    operator.delete("iam.edgelq.com/Role", role);
  }

  @Test
  void theReasonIsSaidWhereThePointerOrTheFocusIs() {
    ConsolePage console = one.page().signIn("grace", ConsolePage.devicesPath());
    console.settledGrid();
    Locator create = console.id("create-device");
    Locator more = console.id("reason-more").locator("visible=true");

    create.focus();
    assertThat(more).hasCount(1);
    console.picture("access-reason");
    console.page().keyboard().press("Escape");
    assertThat(more).hasCount(0);
    create.hover();
    more.click();

    assertThat(more).hasCount(0);
    assertThat(console.id("access-denied")).hasCount(1);
    assertThat(console.page().locator("vaadin-dialog :is(textarea, vaadin-button):focus"))
        .hasCount(1);
  }

  @Test
  void aFormSaysWhyItCannotBeSaved() {
    ConsolePage console = one.page().signIn("grace", ConsolePage.devicesPath());
    console.settledGrid();
    String first =
        console.page().locator("[data-testid^=devices-row-]").first().getAttribute("href");

    console.open("/" + first.replaceFirst("^/", "").replace("/overview", "/configuration"));

    assertThat(console.id("form-why-not")).containsText("devices.update");
    console.picture("access-form");
  }

  @Test
  void aClosedPageOpensByItselfWhenARoleFits() {
    ConsolePage console = one.page(ColorScheme.DARK).signIn("grace", MEMBERS);
    assertThat(console.id("page-closed")).containsText("roleBindings.watch");
    assertThat(console.id("closed-held")).containsText("Viewer");
    console.picture("access-closed-dark");

    String binding = give("role-admin");
    assertThat(console.id("members-grid")).isVisible();
    assertThat(console.id("member-user:grace@acme.example")).containsText("You");
    operator.delete("iam.edgelq.com/RoleBinding", binding);
    assertThat(console.id("page-closed")).isVisible();
  }

  @Test
  void whatIsBesideTheListGoesWithTheRoleAndComesBackWithIt() {
    String group =
        operator.create(
            "iam.edgelq.com/Group",
            PROJECT,
            Group.newBuilder()
                .setName(PROJECT + "/groups/night-shift")
                .setDisplayName("Night shift of dock 4")
                .setDescription("opens the freezers")
                .build());
    String binding = give("role-admin");
    String address =
        "/organizations/acme/" + PROJECT + "/types/iam.edgelq.com/groups/%s/groups/night-shift";
    ConsolePage console = one.page().signIn("grace", address.formatted("configuration"));
    Locator pane = console.id("group-detail");
    Locator description = pane.getByTestId("input-description").locator("textarea");
    assertThat(description).hasValue("opens the freezers");
    assertThat(pane.locator("h1")).hasText("Night shift of dock 4");
    description.fill("opens the freezers at night");
    description.blur();
    assertThat(pane.getByTestId("form-save")).containsText("Save 1 field");

    operator.delete("iam.edgelq.com/RoleBinding", binding);

    assertThat(pane.getByTestId("group-denied")).containsText("groups.watch");
    assertThat(pane.locator("h1")).hasText("night-shift");
    assertThat(pane.getByTestId("form")).hasCount(0);
    Assertions.assertThat(pane.innerHTML()).doesNotContain("dock 4", "freezers");
    console.picture("access-pane-denied");

    binding = give("role-admin");
    assertThat(pane.locator("h1")).hasText("Night shift of dock 4");
    assertThat(description).hasValue("opens the freezers at night");
    pane.getByTestId("tab-overview").click();
    assertThat(pane.getByTestId("overview")).containsText("opens the freezers");
    operator.delete("iam.edgelq.com/RoleBinding", binding);
    operator.delete("iam.edgelq.com/Group", group);
  }

  @Test
  void whoAsksForWhatIsMissingIsAnsweredFromTheMembersPage() {
    ConsolePage ann = one.ann(MEMBERS);
    ConsolePage grace = one.page().signIn("grace", ConsolePage.devicesPath());
    grace.settledGrid();
    Locator create = grace.id("create-device");
    create.focus();
    create.press("Enter");
    grace.id("access-note").locator("textarea").fill("to add the freezers of dock 4");
    grace.id("access-ask").click();
    assertThat(grace.id("access-asked")).isVisible();
    grace.picture("access-asked");

    Locator request = ann.id("request-grace@acme.example");
    assertThat(request).containsText("devices.create");
    assertThat(request).containsText("dock 4");
    assertThat(ann.id("nav-members-waiting")).hasText("1");
    ann.picture("access-requests");
    request.getByTestId("request-give").click();
    assertThat(ann.id("role").locator("input")).hasValue("Operator");
    ann.picture("access-answer");
    ann.id("binding-send").click();

    assertThat(request).hasCount(0);
    assertThat(ann.id("nav-members-waiting")).hasCount(0);
    assertThat(grace.id("access-asked")).hasCount(0);
    assertThat(create).not().hasAttribute("aria-disabled", "true");
    Members.removeRole(ann, "grace@acme.example", "Operator");
    assertThat(create).hasAttribute("aria-disabled", "true");
  }

  @Test
  void aRequestIsTakenBackOrDismissed() {
    ConsolePage ann = one.ann(MEMBERS);
    ConsolePage grace = one.page(ColorScheme.DARK).signIn("grace", MEMBERS);
    Locator request = ann.id("request-grace@acme.example");
    grace.id("access-note").locator("textarea").fill("to see who looks after dock 4");
    grace.picture("access-closed-asking-dark");
    grace.id("access-ask").click();
    assertThat(request).isVisible();
    grace.picture("access-closed-asked-dark");
    grace.id("access-ask-back").click();
    assertThat(request).hasCount(0);

    grace.id("access-ask").click();
    request.getByTestId("request-dismiss").click();
    assertThat(request).hasCount(0);
    assertThat(grace.id("access-ask")).isVisible();
  }

  private String give(String role) {
    return bind(ROLES + role);
  }

  private String bind(String role) {
    return operator.create(
        "iam.edgelq.com/RoleBinding",
        PROJECT,
        RoleBinding.newBuilder().setRole(role).setMember("user:grace@acme.example").build());
  }
}
