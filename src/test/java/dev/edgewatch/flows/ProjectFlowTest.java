package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.types.MultiRegionPolicy;
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
}
