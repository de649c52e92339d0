package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.demo.Demo;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coming in, and going out. */
class SignInFlowTest {
  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void aPersonSignsInPicksTheProjectAndSeesTheDevicesOfAllRegionsInTheirOrder() {
    ConsolePage console = one.ann("/");
    assertThat(console.id("project-acme-cold-chain").first()).isVisible();
    console.picture("projects");
    assertThat(console.id("project-northwind-pharma")).hasCount(0);
    console.id("project-acme-cold-chain").first().click();

    Locator grid = console.settledGrid();

    assertThat(grid).hasAttribute("data-state", "live");
    assertThat(console.id("count")).containsText(Integer.toString(OneDemo.DEVICES));
    assertThat(console.page().locator(".ew-strip .seg:not(.folded) .rg"))
        .hasText(Demo.REGIONS.toArray(String[]::new));
    for (String region : Demo.REGIONS) {
      assertThat(console.id("freshness-" + region)).hasAttribute("data-state", "live");
      assertThat(grid)
          .hasAttribute("data-position-" + region, Pattern.compile(region + ":[0-9a-f]+"));
    }
    console.picture("devices-light");
  }

  @Test
  void theThemeFollowsTheSystem() {
    ConsolePage night = one.page(ColorScheme.DARK).signIn("ann", ConsolePage.devicesPath());
    night.settledGrid();
    night.picture("devices-dark");
    ConsolePage phone = one.phone(ColorScheme.DARK).signIn("ann", ConsolePage.devicesPath());
    phone.settledGrid();
    phone.picture("devices-phone-dark");
  }

  @Test
  void whoFollowsALinkSignsInAndIsThere() {
    String link = ConsolePage.devicesPath() + "?filter=display_name+%3D+%22Truck+2204%22";

    ConsolePage console = one.ann(link);

    console.settledGrid();
    assertThat(console.id("filter-clause-0")).containsText("Truck 2204");
    assertThat(console.page()).hasURL(Pattern.compile("/devices\\?filter=[^&]*$"));
  }

  @Test
  void signingOutInOneTabEndsAllTabs() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    ConsolePage other = console.tab(ConsolePage.devicesPath());
    other.settledGrid();

    console.id("user-menu").locator("vaadin-menu-bar-button").first().click();
    console.id("sign-out").click();

    assertThat(other.id("signed-out")).isVisible();
    assertThat(other.id("signed-out")).containsText("in another tab");
    other.picture("signed-out");
    other.id("sign-in-again").click();
    assertThat(other.page().locator("input[name=username]")).isVisible();
  }

  @Test
  void twoMinutesBeforeTheEndThePageCountsDownAndOneCanStay() {
    ConsolePage console = one.page();
    console.page().clock().install();
    console.signIn("ann", ConsolePage.devicesPath());
    console.settledGrid();

    console.page().clock().fastForward("28:30");

    Locator warning = console.id("session-warning");
    assertThat(warning).containsText(Pattern.compile("in 1:(2|3)\\d"));
    console.picture("session-warning");
    console.id("session-stay").click();
    assertThat(warning).hasCount(0);

    console.page().clock().fastForward("30:30");

    assertThat(console.id("signed-out")).isVisible();
  }
}
