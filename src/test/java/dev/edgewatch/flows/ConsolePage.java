package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;

/**
 * The console as a robot sees it. Waits on what the page says of itself ({@code data-settled},
 * {@code data-state}), never on time.
 */
public final class ConsolePage {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int SLOWEST_MILLIS = 60_000;

  private final Page page;
  private final String url;

  public ConsolePage(BrowserContext context, String url) {
    this.page = context.newPage();
    this.page.setDefaultTimeout(SLOWEST_MILLIS);
    this.url = url;
  }

  public static String devicesPath() {
    return "/organizations/acme/projects/acme-cold-chain/devices";
  }

  static String regionsPath() {
    return "/organizations/acme/projects/acme-cold-chain/regions";
  }

  /** Goes to an address of the console and signs in when asked to. */
  public ConsolePage signIn(String user, String path) {
    openSignIn(user, path);
    id("app").waitFor();
    return this;
  }

  /** The same for an address outside of the console's frame. */
  ConsolePage openSignIn(String user, String path) {
    page.navigate(url + path);
    page.locator("input[name=username]").fill(user);
    page.locator("input[name=password]").fill(user + "-demo");
    page.locator("button[type=submit]").click();
    return this;
  }

  public ConsolePage open(String path) {
    page.navigate(url + path);
    return this;
  }

  /** Another tab of the same browser. */
  public ConsolePage tab(String path) {
    return new ConsolePage(page.context(), url).open(path);
  }

  /** The grid of devices, when it has reached what the regions have. */
  public Locator settledGrid() {
    return settledGrid("devices");
  }

  /** The grid of a type's plural, when it has reached what the regions have. */
  Locator settledGrid(String plural) {
    Locator grid = id(plural + "-grid");
    assertThat(grid)
        .hasAttribute(
            "data-settled",
            "true",
            new LocatorAssertions.HasAttributeOptions().setTimeout(SLOWEST_MILLIS));
    return grid;
  }

  /** Puts a filter into use, as typed. */
  public void filter(String text) {
    Locator input = id("filter-field").locator("input");
    input.fill(text);
    input.press("Enter");
  }

  /** Takes the hand off the rows. */
  public void leaveRows() {
    page.mouse().move(700, 20);
  }

  public Locator id(String testId) {
    return page.getByTestId(testId);
  }

  public Locator row(String device) {
    return id("devices-row-" + device);
  }

  public Page page() {
    return page;
  }

  /** Keeps a picture among the build's artifacts. */
  public void picture(String name) {
    picture(page, name);
  }

  static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  public void close() {
    page.close();
  }
}
