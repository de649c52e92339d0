package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of types that nobody made a page for. */
class TypesFlowTest {
  private static final String PROJECT = "/organizations/acme/projects/acme-cold-chain";
  private static final String TYPES = PROJECT + "/types";

  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void everyTypeIsFoundByItsWordsAndHasALiveList() {
    ConsolePage console = one.ann(TYPES);
    assertThat(console.id("service-devices.edgelq.com")).isVisible();
    console.picture("types");

    console.id("types-search").locator("input").fill("role bind");
    assertThat(console.id("type-iam.edgelq.com/RoleBinding")).isVisible();
    assertThat(console.id("service-devices.edgelq.com")).hasCount(0);
    console.id("types-search").locator("input").fill("no such thing");
    assertThat(console.id("types-none")).isVisible();
    console.id("types-search").locator("input").fill("");
    console.id("type-devices.edgelq.com/Device").click();

    console.settledGrid();
    assertThat(console.id("count")).containsText("300");
    console.picture("generic-devices");
    console.filter("display_name = \"Cold room 1 · Osaka\"");
    assertThat(console.id("count")).containsText("1of 300");
    console.settledGrid();
    // The grid keeps what it drew before in rows that it hides.
    console.row("cr-osa-01").filter(new Locator.FilterOptions().setVisible(true)).click();
    assertThat(console.id("device-detail")).containsText("Cold room 1 · Osaka");
    console.picture("generic-device");
  }

  @Test
  void aTypeWithoutListsSaysWhatThereIs() {
    ConsolePage console = one.ann(TYPES + "/audit.edgelq.com/activityLogs");

    assertThat(console.id("type-no-list")).containsText("ListActivityLogs");
    console.picture("type-no-list");

    console.open(TYPES + "/nobody.example/things");
    assertThat(console.id("type-unknown")).isVisible();
  }

  @Test
  void environmentAndOrganizationHaveTypesToo() {
    ConsolePage console = one.page(ColorScheme.DARK).signIn("ann", "/types");
    assertThat(console.id("type-meta.goten.com/Deployment")).isVisible();
    console.picture("types-dark");
    console.id("type-meta.goten.com/Deployment").click();
    assertThat(console.id("deployments-grid")).hasAttribute("data-settled", "true");
    console.picture("generic-deployments-dark");
    console.open("/organizations/acme/types");
    assertThat(console.id("type-iam.edgelq.com/Group")).isVisible();
  }
}
