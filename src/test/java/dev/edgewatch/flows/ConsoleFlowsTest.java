package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.Browsers;
import dev.edgewatch.demo.Demo;
import dev.edgewatch.demo.DemoOptions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do, in a real browser against the whole demo: three regions, PostgreSQL, the identity
 * provider, agents.
 */
class ConsoleFlowsTest {
  private static final int DEVICES = 300;

  @TempDir static Path data;
  private static Demo demo;
  private static Browsers browsers;
  private BrowserContext context;
  private ConsolePage console;

  @BeforeAll
  static void startEverything() {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    demo = Demo.start(DemoOptions.test(data, DEVICES));
    browsers = Browsers.start();
  }

  @AfterAll
  static void stopEverything() {
    if (browsers != null) {
      browsers.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @BeforeEach
  void openBrowser() {
    context = newContext(ColorScheme.LIGHT);
    console = new ConsolePage(context, demo.url());
  }

  @AfterEach
  void closeBrowser() {
    context.close();
  }

  private static BrowserContext newContext(ColorScheme scheme) {
    return browsers
        .browser()
        .newContext(
            new Browser.NewContextOptions().setViewportSize(1440, 900).setColorScheme(scheme));
  }

  @Test
  void aPersonSignsInPicksTheProjectAndSeesTheDevicesOfAllRegions() {
    console.signIn("ann", "/");
    assertThat(console.id("project-acme-cold-chain").first()).isVisible();
    console.picture("projects");
    assertThat(console.id("project-northwind-pharma")).hasCount(0);
    console.id("project-acme-cold-chain").first().click();

    Locator grid = console.settledGrid();

    assertThat(grid).hasAttribute("data-state", "live");
    assertThat(console.id("count")).containsText(Integer.toString(DEVICES));
    for (String region : Demo.REGIONS) {
      assertThat(console.id("freshness-" + region)).hasAttribute("data-state", "live");
      assertThat(grid)
          .hasAttribute("data-position-" + region, Pattern.compile(region + ":[0-9a-f]+"));
    }
    console.picture("devices-light");
  }

  @Test
  void theListIsLiveWithoutAReload() {
    console.signIn("ann", ConsolePage.devicesPath());
    Locator grid = console.settledGrid();
    String before = grid.getAttribute("data-position-us-west2");

    console
        .page()
        .waitForCondition(() -> !before.equals(grid.getAttribute("data-position-us-west2")));
  }

  @Test
  void theDarkThemeFollowsTheSystem() {
    try (BrowserContext dark = newContext(ColorScheme.DARK)) {
      ConsolePage night =
          new ConsolePage(dark, demo.url()).signIn("ann", ConsolePage.devicesPath());
      night.settledGrid();
      night.picture("devices-dark");
    }
  }

  @Test
  void aFilterNarrowsTheListAndStandsInTheAddress() {
    console.signIn("ann", ConsolePage.devicesPath());
    console.settledGrid();

    console.filter("metadata.labels.site = \"ewr\"");

    assertThat(console.id("filter-clause-0")).isVisible();
    console.page().waitForURL(Pattern.compile("filter="));
    console.settledGrid();
    assertThat(console.id("count")).containsText("of " + DEVICES);
    console.picture("devices-filtered");
  }

  @Test
  void aFilterThatCannotBeReadIsExplainedAndTheListStays() {
    console.signIn("ann", ConsolePage.devicesPath());
    console.settledGrid();

    console.filter("display_name =");

    assertThat(console.id("filter-problem")).containsText("expected");
    assertThat(console.id("devices-grid")).hasAttribute("data-state", "live");
    console.picture("filter-problem");
  }

  @Test
  void aDeviceIsCreatedEditedFromTwoPlacesAndDeleted() {
    console.signIn("ann", ConsolePage.devicesPath());
    console.settledGrid();

    console.id("create-device").click();
    console.id("create-name").locator("input").fill("AAA Test rig");
    console.id("create-id").locator("input").fill("aaa-test-rig");
    console.id("create-send").click();
    assertThat(console.row("aaa-test-rig").first()).isVisible();

    String overview = console.row("aaa-test-rig").first().getAttribute("href");
    String address = "/" + overview.replaceFirst("^/", "").replace("/overview", "/configuration");
    console.open(address);
    ConsolePage other = new ConsolePage(context, demo.url()).open(address);
    console.id("device-detail").waitFor();
    console.picture("device-opened");
    Locator mine = console.id("input-description").locator("textarea");
    Locator theirs = other.id("input-description").locator("textarea");
    assertThat(mine).isVisible();
    assertThat(theirs).isVisible();

    mine.fill("mine, not saved yet");
    mine.blur();
    theirs.fill("theirs");
    theirs.blur();
    other.id("form-save").click();

    assertThat(console.id("clash-description")).isVisible();
    console.picture("device-clash");
    console.id("clash-description-mine").click();
    console.id("form-save").click();
    assertThat(other.id("input-description").locator("textarea")).hasValue("mine, not saved yet");
    other.close();

    console.picture("device-configuration");
    console.id("device-menu").click();
    console.id("device-delete").click();
    console
        .page()
        .locator(
            "vaadin-confirm-dialog vaadin-button[slot=confirm-button], vaadin-button[slot=confirm-button]")
        .first()
        .click();
    assertThat(console.row("aaa-test-rig")).hasCount(0);
  }

  @Test
  void aPausedListStandsStillAndCountsWhatWaits() {
    console.signIn("ann", ConsolePage.devicesPath());
    Locator grid = console.settledGrid();

    console.id("toolbar-pause").click();

    assertThat(console.id("pause-bar")).isVisible();
    assertThat(grid).hasAttribute("data-state", "paused");
    assertThat(grid).not().hasAttribute("data-waiting", "0");
    console.picture("devices-paused");

    console.id("toolbar-pause").click();
    assertThat(grid).hasAttribute("data-state", "live");
  }

  @Test
  void aLostRegionKeepsItsRowsAndCatchesUpWhenItIsBack() {
    console.signIn("ann", ConsolePage.devicesPath());
    console.settledGrid();
    ConsolePage regions = new ConsolePage(context, demo.url()).open(ConsolePage.regionsPath());

    regions.id("region-stop-japaneast").click();

    assertThat(console.id("freshness-japaneast")).hasAttribute("data-state", "lost");
    assertThat(console.id("freshness-us-west2")).hasAttribute("data-state", "live");
    assertThat(console.id("count")).containsText("held");
    assertThat(console.id("live-state")).hasAttribute("data-state", "live");
    console.picture("devices-region-lost");
    regions.picture("regions-lost");

    regions.id("region-start-japaneast").click();

    assertThat(console.id("freshness-japaneast")).hasAttribute("data-state", "live");
    console.settledGrid();
    assertThat(console.id("count")).not().containsText("held");
  }

  @Test
  void scrollingReachesTheEndOfTheWholeList() {
    console.signIn("ann", ConsolePage.devicesPath());
    Locator grid = console.settledGrid();

    grid.evaluate("grid => grid.scrollToIndex(grid.size - 1)");

    assertThat(console.page().locator("[data-testid^=devices-row-trk-]").first()).isVisible();
    console.settledGrid();
    assertThat((Integer) grid.evaluate("grid => grid.size")).isEqualTo(DEVICES);
  }
}
