package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.types.MultiRegionPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is changed of a project as a whole. */
class ProjectFlowTest {
  private static final String PROJECTS = "/types/iam.edgelq.com/projects/";

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

  private String project(String id) {
    return operator.create(
        "iam.edgelq.com/Project",
        "",
        Project.newBuilder()
            .setName("projects/" + id)
            .setTitle("Dock " + id)
            .setParentOrganization("organizations/acme")
            .setRootOrganization("organizations/acme")
            .setMultiRegionPolicy(
                MultiRegionPolicy.newBuilder()
                    .addEnabledRegions("us-west2")
                    .addEnabledRegions("eastus2")
                    .setDefaultControlRegion("us-west2"))
            .addEnabledServices("services/devices.edgelq.com")
            .build());
  }

  @Test
  void regionsAndServicesOfAProjectArePickedFromThoseThereAre() {
    String project = project("acme-dock-7");
    ConsolePage console = one.as("ben", PROJECTS + "configuration/" + project);
    Locator japan = console.id("check-japaneast");
    assertThat(japan).containsText("Tokyo");
    assertThat(console.id("check-us-west2").locator("input")).isChecked();
    assertThat(console.id("input-multi_region_policy.default_control_region"))
        .containsText("us-west2");
    assertThat(console.id("locked-root_organization")).containsText("organizations/acme");
    assertThat(console.id("input-root_organization")).hasCount(0);
    assertThat(console.id("input-ancestry_path")).hasCount(0);

    japan.locator("input").check();
    console.id("check-services/secrets.edgelq.com").locator("input").check();
    Choices.choose(
        console, console.id("input-multi_region_policy.default_control_region"), "eastus2");
    assertThat(console.id("form-save")).containsText("Save 3 fields");
    Choices.choose(
        console, console.id("input-multi_region_policy.default_control_region"), "us-west2");
    assertThat(console.id("form-save")).containsText("Save 2 fields");
    console.picture("project-form");
    console.id("form-save").click();

    assertThat(console.id("form-save")).hasText("Save");
    console.open(PROJECTS + "overview/" + project);
    assertThat(console.id("overview")).containsText("japaneast");
    assertThat(console.id("overview")).containsText("secrets.edgelq.com");
    operator.delete("iam.edgelq.com/Project", project);
  }

  @Test
  void anOwnerOfAnOrganizationMakesAProjectInItAndLandsInIt() {
    String northwind = "organizations/northwind";
    Role.Grant.Builder looking = Role.Grant.newBuilder();
    for (String verb : List.of("get", "watch", "list")) {
      looking.addPermissions("services/iam.edgelq.com/permissions/organizations." + verb);
    }
    createSoon(
        "iam.edgelq.com/Role",
        northwind,
        Role.newBuilder()
            .setName(northwind + "/roles/neighbour")
            .setDisplayName("Neighbour")
            .setCategory(Role.Category.USER)
            .addGrants(looking)
            .build());
    createSoon(
        "iam.edgelq.com/RoleBinding",
        northwind,
        RoleBinding.newBuilder()
            .setName(northwind + "/roleBindings/neighbour")
            .setRole(northwind + "/roles/neighbour")
            .setMember("user:ben@acme.example")
            .build());
    ConsolePage console = one.as("ben", "/types/iam.edgelq.com/projects");
    console.settledGrid("projects");
    console.id("create-project").click();
    Locator organization = console.id("input-parent_organization");
    assertThat(organization.locator("input")).hasValue("acme");
    console.id("input-title").locator("input, textarea").fill("Dock North");
    console.id("input-title").locator("input, textarea").blur();
    assertThat(console.id("create-id").locator("input")).hasValue("dock-north");

    Locator refused = Choices.looked(console, organization, "northwind");
    assertThat(refused).containsText("projects.create");
    console.picture("project-create-refused-organization");
    refused.click();
    console.id("create-send").click();
    assertThat(organization).containsText("projects.create");
    assertThat(console.id("create-send")).isVisible();
    Choices.looked(console, organization, "acme").click();
    console.picture("project-create");
    console.id("create-send").click();

    console.page().waitForURL("**/organizations/acme/projects/dock-north/devices**");
    console.settledGrid();
    assertThat(console.id("scope-picker")).containsText("Dock North");
    console.picture("project-created");
    operator.delete("iam.edgelq.com/RoleBinding", northwind + "/roleBindings/neighbour");
    operator.delete("iam.edgelq.com/Role", northwind + "/roles/neighbour");
    operator.delete("iam.edgelq.com/Project", "projects/dock-north");
  }

  @Test
  void whoMayMakeNoProjectAnywhereIsToldWhatItTakes() {
    ConsolePage console = one.as("grace", "/types/iam.edgelq.com/projects");
    console.settledGrid("projects");
    Locator create = console.id("create-project");
    assertThat(create).hasAttribute("aria-disabled", "true");
    create.focus();
    create.press("Enter");
    assertThat(console.page().locator("vaadin-dialog").last()).containsText("projects.create");
    assertThat(console.page().locator("vaadin-dialog").last()).containsText("an organization");
    console.picture("project-create-locked");
  }

  @Test
  void whatGoesWithAProjectIsCountedBeforeItIsDeleted() {
    String project = project("acme-dock-8");
    for (String region : List.of("us-west2", "eastus2")) {
      createSoon(
          "devices.edgelq.com/Device",
          project + "/regions/" + region,
          Device.newBuilder()
              .setName(project + "/regions/" + region + "/devices/freezer-of-dock-8")
              .setDisplayName("Freezer of dock 8")
              .build());
    }
    createSoon(
        "iam.edgelq.com/Group",
        project,
        Group.newBuilder().setName(project + "/groups/night-shift").build());
    ConsolePage console = one.as("ben", PROJECTS + "overview/" + project);
    console.id("project-menu").click();
    console.id("project-delete").click();

    Locator preview = console.id("deletion-preview");
    assertThat(preview).hasAttribute("data-settled", "true");
    Locator devices =
        console.id("deletion-goes_too").getByTestId("dependent-devices.edgelq.com/Device");
    assertThat(devices).hasAttribute("data-rows", "2");
    assertThat(devices).hasAttribute("data-exact", "true");
    assertThat(console.id("dependent-iam.edgelq.com/Group")).hasAttribute("data-rows", "1");
    // He owns all that he can own: what is not his to count is said as such.
    assertThat(console.id("dependent-limits.edgelq.com/AcceptedPlan")).isVisible();
    assertThat(console.id("deletion-goes_too")).containsText("only who runs a service");
    assertThat(console.id("deletion-goes_too")).not().containsText("You may not count");
    console.picture("project-delete");
    createSoon(
        "iam.edgelq.com/Group",
        project,
        Group.newBuilder().setName(project + "/groups/day-shift").build());
    assertThat(console.id("dependent-iam.edgelq.com/Group")).hasAttribute("data-rows", "2");

    Locator confirm = console.id("confirm-do");
    assertThat(confirm).isDisabled();
    Locator typed = console.id("deletion-typed").locator("input");
    assertThat(typed).isFocused();
    typed.fill("acme-dock-8");
    assertThat(confirm).isEnabled();
    typed.fill("acme-dock");
    assertThat(confirm).isDisabled();
    typed.fill("acme-dock-8");
    confirm.click();

    assertThat(console.id("project-deleted")).isVisible();
    // The grid keeps what it drew before in rows that it hides.
    assertThat(console.id("projects-row-acme-dock-8").locator("visible=true")).hasCount(0);
    console.picture("project-deleted");
  }

  @Test
  void whatCannotBeCountedSaysWhy() {
    String project = project("acme-dock-9");
    Role.Grant.Builder grant = Role.Grant.newBuilder();
    for (String verb : List.of("get", "watch", "list", "delete")) {
      grant.addPermissions("services/iam.edgelq.com/permissions/projects." + verb);
    }
    createSoon(
        "iam.edgelq.com/Role",
        project,
        Role.newBuilder()
            .setName(project + "/roles/closer")
            .setDisplayName("Closer")
            .setCategory(Role.Category.USER)
            .addGrants(grant)
            .build());
    createSoon(
        "iam.edgelq.com/RoleBinding",
        project,
        RoleBinding.newBuilder()
            .setName(project + "/roleBindings/closer")
            .setRole(project + "/roles/closer")
            .setMember("user:nora@harbor-foods.example")
            .build());
    ConsolePage console =
        one.page(ColorScheme.DARK).signIn("nora", PROJECTS + "overview/" + project);
    console.id("project-menu").click();
    console.id("project-delete").click();

    assertThat(console.id("deletion-preview")).hasAttribute("data-settled", "true");
    assertThat(console.id("dependent-devices.edgelq.com/Device"))
        .hasAttribute("data-exact", "false");
    assertThat(console.id("deletion-goes_too")).containsText("You may not count them");
    assertThat(console.id("deletion-progress")).containsText("but for");
    console.picture("project-delete-unknown-dark");
    operator.delete("iam.edgelq.com/Project", project);
  }

  @Test
  void aRegionThatDoesNotAnswerIsNamed() {
    ConsolePage console = one.as("ben", PROJECTS + "overview/projects/acme-cold-chain");
    console.id("project-menu").click();
    console.id("project-delete").click();
    Locator devices = console.id("dependent-devices.edgelq.com/Device");
    assertThat(devices).hasAttribute("data-exact", "true");
    assertThat(devices).containsText(String.valueOf(OneDemo.DEVICES));

    ConsolePage regions = console.tab(ConsolePage.regionsPath());
    regions.id("region-stop-japaneast").click();
    assertThat(devices).containsText("at least");
    assertThat(devices).containsText("japaneast does not answer");
    console.picture("project-delete-region-lost");
    regions.id("region-start-japaneast").click();
    assertThat(devices).hasAttribute("data-exact", "true");
    regions.close();
  }

  /** A project is there for other services soon after it was created. */
  private void createSoon(String type, String parent, Message resource) {
    await().ignoreExceptions().until(() -> !operator.create(type, parent, resource).isEmpty());
  }
}
