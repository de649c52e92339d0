package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.types.MultiRegionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How somebody finds one of many projects. */
class PickerFlowTest {
  private static final int MORE_THAN_SHOWN = 56;

  @RegisterExtension final OneDemo one = new OneDemo();
  private final List<String> projects = new ArrayList<>();
  private Operator operator;

  @BeforeEach
  void manyProjects() {
    operator = new Operator(one.demo());
    for (int number = 0; number < MORE_THAN_SHOWN; number++) {
      projects.add(
          operator.create(
              "iam.edgelq.com/Project",
              "",
              Project.newBuilder()
                  .setName("projects/zz-site-%02d".formatted(number))
                  .setTitle("Zz Kitchen %02d".formatted(number))
                  .setParentOrganization("organizations/acme")
                  .setMultiRegionPolicy(
                      MultiRegionPolicy.newBuilder()
                          .addEnabledRegions("us-west2")
                          .setDefaultControlRegion("us-west2"))
                  .build()));
    }
  }

  @AfterEach
  void withoutThem() {
    projects.forEach(project -> operator.delete("iam.edgelq.com/Project", project));
    operator.close();
  }

  @Test
  void aProjectThatIsNotAmongTheFirstIsFoundByTheRegions() {
    ConsolePage console = one.as("ben", ConsolePage.devicesPath());
    console.settledGrid();
    console.id("scope-picker").click();
    Locator rows = console.id("project-rows");
    assertThat(rows).hasAttribute("data-settled", "true");
    assertThat(rows).containsText("more; type to find them");
    Locator far = rows.getByTestId("project-zz-site-55");
    assertThat(far).hasCount(0);
    console.picture("picker");

    Locator search = console.id("project-search").locator("input");
    search.fill("kitch 55");
    assertThat(rows).hasAttribute("data-phrase", "kitch 55");
    assertThat(far).isVisible();
    assertThat(rows.locator(".prj")).hasCount(1);
    search.fill("zz-site-55");
    assertThat(far).isVisible();
    console.picture("picker-found");
    search.fill("nobody knows it");
    assertThat(console.id("projects-nomatch")).isVisible();
    search.fill("acme group");
    assertThat(rows.getByTestId("organization-acme")).isVisible();

    search.fill("kitchen 55");
    far.click();
    console.page().waitForURL("**/organizations/acme/projects/zz-site-55/devices**");
    assertThat(console.id("scope-picker")).containsText("Zz Kitchen 55");
  }
}
