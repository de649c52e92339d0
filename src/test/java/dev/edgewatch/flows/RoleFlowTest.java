package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Roles whose permissions are picked. */
class RoleFlowTest {
  private static final String PROJECT = "projects/acme-cold-chain";
  private static final String ROLES =
      "/organizations/acme/" + PROJECT + "/types/iam.edgelq.com/roles";
  private static final String DEVICES = "services/devices.edgelq.com/permissions/devices.";

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
  void whatGoesWithSeveralRolesIsCountedBeforeTheyAreDeleted() {
    for (String id : List.of("dock-first", "dock-second")) {
      String role =
          operator.create(
              "iam.edgelq.com/Role",
              PROJECT,
              Role.newBuilder()
                  .setName(PROJECT + "/roles/" + id)
                  .setDisplayName("Dock role " + id)
                  .setCategory(Role.Category.USER)
                  .addGrants(Role.Grant.newBuilder().addPermissions(DEVICES + "get"))
                  .build());
      operator.create(
          "iam.edgelq.com/RoleBinding",
          PROJECT,
          RoleBinding.newBuilder()
              .setName(PROJECT + "/roleBindings/" + id)
              .setRole(role)
              .setMember("user:dora@acme.example")
              .build());
    }
    ConsolePage console =
        one.ann(
            ROLES
                + "?filter=display_name IN (\"Dock role dock-first\", \"Dock role dock-second\")");
    console.settledGrid("roles");
    console.page().keyboard().press("j");
    console.page().keyboard().press("x");
    console.page().keyboard().press("Shift+ArrowDown");
    assertThat(console.id("bulk-bar")).containsText("2 selected");
    console.id("bulk-delete").click();

    assertThat(console.id("deletion-preview")).hasAttribute("data-settled", "true");
    Locator bindings =
        console.id("deletion-blocks").getByTestId("dependent-iam.edgelq.com/RoleBinding");
    assertThat(bindings).hasAttribute("data-rows", "2");
    assertThat(console.id("consequences")).containsText("They are gone for good.");
    assertThat(console.id("confirm-keep")).hasText("Keep them");
    assertThat(console.id("confirm-keep")).isFocused();
    console.picture("roles-delete");

    for (String id : List.of("dock-first", "dock-second")) {
      operator.delete("iam.edgelq.com/RoleBinding", PROJECT + "/roleBindings/" + id);
    }
    assertThat(bindings).hasAttribute("data-rows", "0");
    Devices.confirm(console);
    // The grid keeps what it drew before in rows that it hides.
    assertThat(console.id("roles-row-dock-first").locator("visible=true")).hasCount(0);
    assertThat(console.id("roles-row-dock-second").locator("visible=true")).hasCount(0);
  }

  @Test
  void permissionsOfANewRoleArePickedByWordsAndByTypeWithTheKeys() {
    ConsolePage console = one.ann(ROLES);
    console.id("create-role").click();
    Locator form = console.id("create");
    form.getByTestId("input-display_name").locator("input").fill("Freezer watch");
    Choices.choose(console, form.getByTestId("input-category"), "User");
    form.getByTestId("add-grants").click();
    Locator search = form.getByTestId("permissions-search").locator("input");
    search.fill("heartbeat devices");
    Locator devices = form.getByTestId("permissions-devices.edgelq.com");
    devices.getByTestId("permission-devices.heartbeat").locator("input").press("Space");
    assertThat(form.getByTestId("permissions-count")).hasText("1 chosen");
    console.picture("role-search");
    search.fill("");

    Locator logging = form.getByTestId("permissions-logging.edgelq.com");
    logging.locator("vaadin-details-summary").press("Enter");
    Locator all = logging.getByTestId("permissions-all-logs");
    all.locator("input").press("Space");
    assertThat(form.getByTestId("permissions-count")).not().hasText("1 chosen");
    logging.getByTestId("permission-logs.query").locator("input").press("Space");
    assertThat(all).hasAttribute("indeterminate", "");
    console.picture("role-create");
    console.id("create-send").click();

    console.open(ROLES + "/overview/roles/freezer-watch");
    assertThat(console.id("overview")).containsText("devices.heartbeat");
    assertThat(console.id("overview")).not().containsText("logs.query");
    operator.delete("iam.edgelq.com/Role", PROJECT + "/roles/freezer-watch");
  }

  @Test
  void whatNoServiceKnowsStaysInTheRole() {
    String role = create("teleporter", "get", "teleport");
    ConsolePage console = one.page(ColorScheme.DARK).signIn("ben", form(role));
    Locator unknown = console.id("permissions-unknown");
    assertThat(unknown).containsText("devices.teleport");
    console.id("permissions-search").locator("input").fill("devices.watch");
    Locator watch =
        console.id("permissions-devices.edgelq.com").getByTestId("permission-devices.watch");
    watch.locator("input").check();
    assertThat(console.id("permissions-count")).hasText("3 chosen");
    console.picture("role-unknown-dark");
    console.id("form-save").click();
    assertThat(console.id("form-save")).hasText("Save");

    console.open(form(role).replace("/configuration/", "/overview/"));
    for (String verb : new String[] {"get", "teleport", "watch"}) {
      assertThat(console.id("overview")).containsText("devices." + verb);
    }
    operator.delete("iam.edgelq.com/Role", role);
  }

  @Test
  void whatOneDoesNotHoldIsMarked() {
    String role = create("cleaner", "get");
    String binding =
        operator.create(
            "iam.edgelq.com/RoleBinding",
            PROJECT,
            RoleBinding.newBuilder()
                .setRole(Members.ROLES + "role-admin")
                .setMember("user:grace@acme.example")
                .build());
    ConsolePage console = one.page().signIn("grace", form(role));
    console
        .id("permissions-search")
        .locator("input")
        .fill("services/devices.edgelq.com/permissions/devices.");
    Locator devices = console.id("permissions-devices.edgelq.com");
    Locator delete = devices.getByTestId("permission-devices.delete");
    assertThat(delete).hasAttribute("data-lacking", "true");
    assertThat(devices.getByTestId("permission-devices.get")).hasAttribute("data-lacking", "false");

    delete.locator("input").check();
    assertThat(console.id("permissions-lacking")).containsText("devices.delete");
    console.picture("role-lacking");
    console.id("form-save").click();
    assertThat(console.id("form-problem")).containsText("devices.delete");

    delete.locator("input").uncheck();
    assertThat(console.id("permissions-lacking")).isHidden();
    devices.getByTestId("permissions-all-devices").locator("input").check();
    assertThat(devices.getByTestId("permission-devices.list").locator("input")).isChecked();
    assertThat(delete.locator("input")).not().isChecked();
    operator.delete("iam.edgelq.com/RoleBinding", binding);
    operator.delete("iam.edgelq.com/Role", role);
  }

  private static String form(String role) {
    return ROLES + "/configuration" + role.substring(PROJECT.length());
  }

  private String create(String id, String... verbs) {
    Role.Grant.Builder grant = Role.Grant.newBuilder();
    for (String verb : verbs) {
      grant.addPermissions(DEVICES + verb);
    }
    return operator.create(
        "iam.edgelq.com/Role",
        PROJECT,
        Role.newBuilder()
            .setName(PROJECT + "/roles/" + id)
            .setDisplayName(id)
            .setCategory(Role.Category.USER)
            .addGrants(grant)
            .build());
  }
}
