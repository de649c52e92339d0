package dev.edgewatch.processes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.edgewatch.Browsers;
import dev.edgewatch.flows.ConsolePage;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The roles started by hand from the jar, each in a process of its own, against a real PostgreSQL
 * and a real identity provider: what docs/operations.md promises.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolesAsProcessesTest {
  /** What a JVM answers that was asked to stop: 128 and the number of SIGTERM. */
  private static final int STOPPED_BY_SIGTERM = 143;

  private static final String DEVICES = "/organizations/acme/projects/acme-cold-chain/devices";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static StoreSettings store;
  private static RolesByHand roles;
  private static Browsers browsers;
  private static ConsolePage page;

  @RegisterExtension
  static final AfterTestExecutionCallback PICTURE_OF_A_FAILURE =
      test ->
          test.getExecutionException()
              .ifPresent(
                  failure -> page.picture("failed-" + test.getRequiredTestMethod().getName()));

  @BeforeAll
  static void startRoles() {
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    store = TestPostgres.freshDatabase();
    roles = new RolesByHand(folder, store, console -> new OwnIdentity(folder, console));
    roles.setUp(3);
    browsers = Browsers.start();
    page =
        new ConsolePage(
            browsers
                .browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(1440, 900)),
            roles.url());
  }

  @AfterAll
  static void stopRoles() {
    if (browsers != null) {
      browsers.close();
    }
    if (roles != null) {
      roles.close();
    }
  }

  @Test
  @Order(1)
  void aPersonSignsInAtTheProviderAndSeesTheDevicesOfTheRegion() {
    page.signIn("ann", DEVICES + "?orderBy=name");

    page.settledGrid();

    assertThat(page.row("pump-1")).isVisible();
    assertThat(page.row("pump-3")).isVisible();
    assertThat(page.page()).hasURL(roles.url() + DEVICES + "?orderBy=name");
  }

  @Test
  @Order(2)
  void oneRequestIdLeadsFromTheClickToTheCommit() throws Exception {
    page.open(DEVICES + "/us-west2/pump-1/configuration");
    page.id("input-description").locator("textarea").fill("Followed by its id");
    page.id("input-description").locator("textarea").blur();
    page.id("form-save").click();
    Locator receipt = page.id("write-receipt");
    assertThat(receipt).hasAttribute("data-seen", "true");
    String id = receipt.getAttribute("data-request-id");

    // A call is logged when it has ended, so its answer may be here first.
    await()
        .untilAsserted(
            () -> {
              assertThat(roles.console().output().lines().filter(line -> line.contains(id)))
                  .as("log of the console")
                  .anyMatch(line -> line.contains("\"updateDevice\""));
              assertThat(roles.region().output().lines().filter(line -> line.contains(id)))
                  .as("log of the region")
                  .anyMatch(line -> line.contains("DeviceService/UpdateDevice"));
            });
    try (var database =
            DriverManager.getConnection(store.jdbcUrl(), store.user(), store.password());
        var query = database.prepareStatement("SELECT name FROM change_log WHERE request_id = ?")) {
      query.setString(1, id);
      var found = query.executeQuery();
      assertThat(found.next()).as("in the change log").isTrue();
      assertThat(found.getString(1)).endsWith("/devices/pump-1");
    }
  }

  @Test
  @Order(3)
  void anOpenTabOutlivesARestartOfTheConsoleWithWhatWasTyped() {
    page.open(DEVICES + "/us-west2/pump-2/configuration?orderBy=name");
    Locator words = page.id("input-description").locator("textarea");
    words.fill("typed before the restart");

    assertThat(roles.console().terminate()).isEqualTo(STOPPED_BY_SIGTERM);
    assertThat(page.id("link")).isVisible();
    words.fill("typed while the console was away");
    page.picture("console-away");
    roles.startConsoleAgain();

    assertThat(page.id("form-restored")).isVisible();
    assertThat(words).hasValue("typed while the console was away");
    assertThat(page.page())
        .hasURL(roles.url() + DEVICES + "/us-west2/pump-2/configuration?orderBy=name");
    page.settledGrid();
    page.picture("console-back");
    page.id("form-save").click();
    assertThat(page.id("write-receipt")).hasAttribute("data-seen", "true");
  }

  @Test
  @Order(4)
  void aRegionThatIsAskedToStopEndsCleanlyAndIsLostInTheBrowser() {
    page.open(DEVICES);
    page.settledGrid();

    assertThat(roles.region().terminate()).isEqualTo(STOPPED_BY_SIGTERM);

    assertThat(roles.region().output()).contains("region us-west2 has stopped");
    assertThat(page.id("freshness-us-west2")).hasAttribute("data-state", "lost");
    assertThat(page.id("count")).containsText(Pattern.compile("3 held"));
    assertThat(page.row("pump-1")).isVisible();
  }
}
