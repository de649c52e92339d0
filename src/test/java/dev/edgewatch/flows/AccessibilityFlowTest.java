package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page keeps the rules of WCAG 2.1 A and AA that a program can check, in both themes. */
class AccessibilityFlowTest {
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

  @RegisterExtension final OneDemo one = new OneDemo();

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void aProgramFindsNothingThatKeepsPeopleOut(ColorScheme scheme) {
    ConsolePage console = one.page(scheme).open("/");
    console.page().getByTestId("sign-in").waitFor();
    nothingFound(console, "sign-in");

    console.signIn("ann", "/");
    assertThat(console.id("project-acme-cold-chain").first()).isVisible();
    nothingFound(console, "projects");

    console.open(ConsolePage.devicesPath());
    console.settledGrid();
    nothingFound(console, "devices");

    console.open(ConsolePage.devicesPath() + "/us-west2/cr-lax-01/overview");
    assertThat(console.id("device-detail")).containsText("Los Angeles");
    nothingFound(console, "device overview");

    console.open(ConsolePage.devicesPath() + "/us-west2/cr-lax-01/configuration");
    assertThat(console.id("input-description")).isVisible();
    nothingFound(console, "device configuration");

    console.open(ConsolePage.regionsPath());
    assertThat(console.id("region-row-us-west2")).isVisible();
    nothingFound(console, "regions");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void norOnThePagesOfAccess(ColorScheme scheme) {
    ConsolePage grace = one.page(scheme).signIn("grace", Members.PATH);
    assertThat(grace.id("closed-held")).isVisible();
    nothingFound(grace, "closed page");

    grace.open(ConsolePage.devicesPath());
    grace.settledGrid();
    grace.id("create-device").focus();
    assertThat(grace.id("reason-more").locator("visible=true")).hasCount(1);
    nothingFound(grace, "reason of a closed button");
    grace.id("create-device").press("Enter");
    assertThat(grace.id("access-grantors")).containsText("ben@acme.example");
    nothingFound(grace, "explanation");

    ConsolePage ann = one.page(scheme).signIn("ann", Members.PATH);
    assertThat(Members.row(ann, "grace@acme.example")).isVisible();
    nothingFound(ann, "members");
    ann.id("invite").click();
    Members.choose(ann, "Viewer");
    assertThat(ann.id("preview-devices")).isVisible();
    nothingFound(ann, "invite");
  }

  private static void nothingFound(ConsolePage console, String page) {
    List<String> found =
        new AxeBuilder(console.page())
                .withTags(RULES)
                // The scroller inside Vaadin's tab sheet stands between the list and its tabs.
                .disableRules(List.of("aria-required-children"))
                .analyze()
                .getViolations()
                .stream()
                .flatMap(
                    rule ->
                        rule.getNodes().stream()
                            .map(node -> node.getHtml() + "\n" + node.getFailureSummary()))
                .toList();
    assertThat(found).as(page).isEmpty();
  }
}
