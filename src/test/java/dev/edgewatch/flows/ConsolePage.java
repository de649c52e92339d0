package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/**
 * The console as a robot sees it. Waits on what the page says of itself ({@code data-settled},
 * {@code data-state}), never on time.
 */
final class ConsolePage {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Page page;
  private final String url;

  ConsolePage(BrowserContext context, String url) {
    this.page = context.newPage();
    this.page.setDefaultTimeout(60_000);
    this.url = url;
  }

  static String devicesPath() {
    return "/organizations/acme/projects/acme-cold-chain/devices";
  }

  static String regionsPath() {
    return "/organizations/acme/projects/acme-cold-chain/regions";
  }

  /** Goes to an address of the console and signs in when asked to. */
  ConsolePage signIn(String user, String path) {
    page.navigate(url + path);
    page.locator("input[name=username]").fill(user);
    page.locator("input[name=password]").fill(user + "-demo");
    page.locator("button[type=submit]").click();
    page.waitForURL(address -> !address.contains("/idp/"));
    return this;
  }

  ConsolePage open(String path) {
    page.navigate(url + path);
    return this;
  }

  /** The grid of devices, when it has reached what the regions have. */
  Locator settledGrid() {
    Locator grid = id("devices-grid");
    assertThat(grid)
        .hasAttribute(
            "data-settled",
            "true",
            new com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions()
                .setTimeout(60_000));
    return grid;
  }

  /** Puts a filter into use, as typed. */
  void filter(String text) {
    Locator input = id("filter-field").locator("input");
    input.fill(text);
    input.press("Enter");
  }

  Locator id(String testId) {
    return page.getByTestId(testId);
  }

  Locator row(String device) {
    return id("devices-row-" + device);
  }

  Page page() {
    return page;
  }

  /** Keeps a picture among the build's artifacts. */
  void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  void close() {
    page.close();
  }
}
