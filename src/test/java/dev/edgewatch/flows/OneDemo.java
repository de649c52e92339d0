package dev.edgewatch.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.Browsers;
import dev.edgewatch.FreePorts;
import dev.edgewatch.demo.Demo;
import dev.edgewatch.demo.DemoOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The demo that all flows share, started with the first of them and stopped after the last test of
 * the run, and for each test a browser of its own. A test that fails leaves pictures of its pages.
 */
final class OneDemo implements BeforeEachCallback, AfterEachCallback {
  static final int DEVICES = 300;
  private static final int CHANGES_PER_SECOND = 2;

  private final List<BrowserContext> contexts = new ArrayList<>();

  /** What pages did that the content security policy forbids. */
  private final List<String> violations = new ArrayList<>();

  private Running running;

  /** What lives as long as the test run. */
  private record Running(Demo demo, Browsers browsers, RegionFigures figures)
      implements AutoCloseable {
    static Running start() {
      PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
      try {
        Path data = Files.createTempDirectory("edgewatch-flows-");
        // The console's, and that of what operators look at.
        int port = FreePorts.inARow(2);
        Demo demo = Demo.start(new DemoOptions(data, false, port, 0, DEVICES, CHANGES_PER_SECOND));
        return new Running(demo, Browsers.start(), new RegionFigures(port + 1));
      } catch (IOException noFolder) {
        throw new UncheckedIOException(noFolder);
      }
    }

    @Override
    public void close() {
      browsers.close();
      demo.close();
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    running =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      String name = test.getRequiredTestClass().getSimpleName() + "-" + test.getDisplayName();
      contexts.stream()
          .flatMap(context -> context.pages().stream())
          .forEach(page -> ConsolePage.picture(page, "failed-" + name.replaceAll("\\W+", "-")));
    }
    // A call that a test looks at is not answered any more while its page is being closed.
    contexts.stream().flatMap(context -> context.pages().stream()).forEach(Page::unrouteAll);
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    assertThat(violations).as("violations of the content security policy").isEmpty();
  }

  Demo demo() {
    return running.demo();
  }

  RegionFigures figures() {
    return running.figures();
  }

  /** A page of a browser in which nobody is signed in, of the size of a desk. */
  ConsolePage page() {
    return page(ColorScheme.LIGHT);
  }

  ConsolePage page(ColorScheme scheme) {
    return page(new Browser.NewContextOptions().setViewportSize(1440, 900).setColorScheme(scheme));
  }

  ConsolePage phone(ColorScheme scheme) {
    return page(new Browser.NewContextOptions().setViewportSize(390, 844).setColorScheme(scheme));
  }

  /** A window so high that long lists are in it as a whole. */
  ConsolePage tall(int height) {
    return page(new Browser.NewContextOptions().setViewportSize(1440, height));
  }

  /** A page of another browser with the same cookies: it is signed in, and hears no other tab. */
  ConsolePage copyOf(ConsolePage original) {
    String cookies = original.page().context().storageState();
    return page(new Browser.NewContextOptions().setStorageState(cookies));
  }

  private ConsolePage page(Browser.NewContextOptions options) {
    BrowserContext context = running.browsers().browser().newContext(options);
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    context.onConsoleMessage(this::hear);
    contexts.add(context);
    return new ConsolePage(context, demo().url());
  }

  private void hear(ConsoleMessage said) {
    if (said.text().contains("Content Security Policy")) {
      violations.add(said.page().url() + ": " + said.text());
    }
  }

  /** A page with Ann signed in, at an address. */
  ConsolePage ann(String path) {
    return as("ann", path);
  }

  /** The same with one of the other accounts. */
  ConsolePage as(String user, String path) {
    return page().signIn(user, path);
  }
}
