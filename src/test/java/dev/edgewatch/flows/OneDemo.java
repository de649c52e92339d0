package dev.edgewatch.flows;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.edgewatch.Browsers;
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

  private final List<BrowserContext> contexts = new ArrayList<>();
  private Running running;

  /** What lives as long as the test run. */
  private record Running(Demo demo, Browsers browsers, Path data) implements AutoCloseable {
    static Running start() {
      PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
      try {
        Path data = Files.createTempDirectory("edgewatch-flows-");
        Demo demo = Demo.start(DemoOptions.test(data, DEVICES));
        return new Running(demo, Browsers.start(), data);
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
    contexts.forEach(BrowserContext::close);
    contexts.clear();
  }

  Demo demo() {
    return running.demo();
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

  private ConsolePage page(Browser.NewContextOptions options) {
    BrowserContext context = running.browsers().browser().newContext(options);
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    contexts.add(context);
    return new ConsolePage(context, demo().url());
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
