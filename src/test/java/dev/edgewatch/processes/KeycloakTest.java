package dev.edgewatch.processes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.edgewatch.Browsers;
import dev.edgewatch.flows.ConsolePage;
import dev.edgewatch.store.TestPostgres;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The same console and region with a provider that is not ours. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakTest {
  private static final String DEVICES = "/organizations/acme/projects/acme-cold-chain/devices";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static Keycloak keycloak;
  private static RolesByHand roles;
  private static Browsers browsers;

  @BeforeAll
  static void startRoles() {
    Optional<Path> distribution = Keycloak.distribution();
    assumeTrue(
        distribution.isPresent(),
        "Keycloak is not unpacked in target/keycloak; the whole build does that");
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    roles =
        new RolesByHand(
            folder, TestPostgres.freshDatabase(), console -> started(distribution.get(), console));
    roles.setUp(3);
    browsers = Browsers.start();
  }

  private static Keycloak started(Path distribution, String console) {
    try {
      keycloak = Keycloak.start(distribution, folder, console);
      return keycloak;
    } catch (RuntimeException cannot) {
      return abort("Keycloak cannot be started on this machine: " + cannot.getMessage());
    }
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

  private static ConsolePage page() {
    return new ConsolePage(
        browsers.browser().newContext(new Browser.NewContextOptions().setViewportSize(1440, 900)),
        roles.url());
  }

  private static void signIn(Page page, String path) {
    page.navigate(roles.url() + path);
    page.locator("#username").fill("ann");
    page.locator("#password").fill("ann-demo");
    page.locator("#kc-login").click();
  }

  @Test
  @Order(1)
  void aPersonSignsInAndOutAgain() {
    ConsolePage console = page();
    signIn(console.page(), DEVICES + "?orderBy=name");
    console.settledGrid();
    assertThat(console.row("pump-1")).isVisible();
    assertThat(console.page()).hasURL(roles.url() + DEVICES + "?orderBy=name");

    console.id("user-menu").locator("vaadin-menu-bar-button").first().click();
    console.id("sign-out").click();
    Locator form = console.page().locator("#kc-login");
    assertThat(form).isVisible();
    console.open(DEVICES);
    assertThat(form).isVisible();
  }

  @Test
  @Order(2)
  void whoIsSignedOutByTheProviderIsCutOff() {
    ConsolePage console = page();
    signIn(console.page(), DEVICES);
    console.settledGrid();
    keycloak.signOutAnn();
    assertThat(console.id("signed-out").or(console.page().locator("#kc-login")).first())
        .isVisible();
    console.open(DEVICES);
    assertThat(console.page().locator("#kc-login")).isVisible();
  }

  @Test
  @Order(3)
  void aRotatedSigningKeyIsFetchedByConsoleAndRegion() {
    keycloak.rotateSigningKey();
    ConsolePage console = page();
    signIn(console.page(), DEVICES);
    console.settledGrid();
    assertThat(console.row("pump-3")).isVisible();
  }
}
