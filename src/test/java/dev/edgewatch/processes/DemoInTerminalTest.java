package dev.edgewatch.processes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dev.edgewatch.Browsers;
import dev.edgewatch.flows.ConsolePage;
import dev.edgewatch.flows.Devices;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The demo is started, stopped with Ctrl-C and started again, as the README says. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the test's terminal is script of util-linux")
class DemoInTerminalTest {
  /** What a JVM answers that was interrupted: 128 and the number of SIGINT. */
  private static final int STOPPED_BY_SIGINT = 130;

  @TempDir Path folder;

  @Test
  void ctrlCStopsAllOfItAndWhatWasWrittenIsThereAgainUnlessFreshIsWanted() throws Exception {
    try (Browsers browsers = Browsers.start()) {
      try (TerminalDemo demo = TerminalDemo.start(folder)) {
        ConsolePage console = devices(browsers, demo);
        Devices.create(console, "aaa-kept", "AAA Kept");
        stop(demo);
      }
      try (TerminalDemo again = TerminalDemo.start(folder)) {
        ConsolePage console = devices(browsers, again);
        console.picture("demo-started-again");
        assertThat(console.row("aaa-kept")).isVisible();
        stop(again);
      }
      try (TerminalDemo fresh = TerminalDemo.start(folder, "--fresh")) {
        ConsolePage console = devices(browsers, fresh);
        assertThat(console.id("count")).containsText("30of 30");
        assertThat(console.row("aaa-kept")).hasCount(0);
        stop(fresh);
      }
    }
  }

  private static void stop(TerminalDemo demo) throws Exception {
    List<ProcessHandle> started = demo.processes();
    assertThat(started).as("the demo and its databases").hasSizeGreaterThan(1);

    assertThat(demo.interrupt()).as(demo::screen).isEqualTo(STOPPED_BY_SIGINT);

    await().until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(demo.screen()).doesNotContain("Exception").doesNotContain("ERROR");
  }

  private static ConsolePage devices(Browsers browsers, TerminalDemo demo) {
    BrowserContext context =
        browsers.browser().newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    ConsolePage console = new ConsolePage(context, demo.url());
    console.signIn("ann", ConsolePage.devicesPath());
    console.settledGrid();
    return console;
  }
}
