package dev.edgewatch;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;

/**
 * The browser of the browser tests: Chromium of the machine, or else one that is fetched on first
 * use, see {@link Chromium}. A machine where none can be had fails the tests; it does not skip
 * them.
 */
public final class Browsers implements AutoCloseable {
  /**
   * Containers have no user namespaces for the sandbox, and the pages are our own. The rest keeps
   * Chromium off the network.
   */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Browsers(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts a headless Chromium. Like all of Playwright, to be used on the calling thread only. */
  public static Browsers start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      var options = new BrowserType.LaunchOptions().setHeadless(true).setArgs(ARGUMENTS);
      options.setExecutablePath(Chromium.find(playwright.chromium().executablePath()));
      return new Browsers(playwright, playwright.chromium().launch(options));
    } catch (RuntimeException notStarted) {
      playwright.close();
      throw notStarted;
    }
  }

  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
