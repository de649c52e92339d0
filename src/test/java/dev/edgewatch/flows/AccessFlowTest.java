package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.api.iam.v1.RoleBinding;
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

  private String give(String role) {
    return operator.create(
        "iam.edgelq.com/RoleBinding",
        PROJECT,
        RoleBinding.newBuilder()
            .setRole(ROLES + role)
            .setMember("user:grace@acme.example")
            .build());
  }
}
