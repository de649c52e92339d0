package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.edgewatch.api.devices.v1.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What ends with a sign-out and where nobody hears of it: on the wire, and at the regions. */
class SignOutFlowTest {
  private static final String REGION = "projects/acme-cold-chain/regions/us-west2";

  /** What is made here stands first. */
  private static final String LIST = ConsolePage.devicesPath() + "?orderBy=display_name";

  /** What would lead somewhere else after a sign-out if anybody listened to it. */
  private static final String ELSEWHERE =
      "&continue=//evil.example&post_logout_redirect_uri=https://evil.example";

  /**
   * Twice what is promised, for a machine that has much to do; {@code PushEndTest} has it exact.
   */
  private static final Page.WaitForConditionOptions SOON =
      new Page.WaitForConditionOptions().setTimeout(10_000);

  @RegisterExtension final OneDemo one = new OneDemo();
  private Operator operator;

  @BeforeEach
  void anOperator() {
    operator = new Operator(one.demo());
  }

  @AfterEach
  void theOperatorLeaves() {
    operator.close();
  }

  private String device(String id, String displayName) {
    return operator.create(
        "devices.edgelq.com/Device",
        REGION,
        Device.newBuilder().setName(REGION + "/devices/" + id).setDisplayName(displayName).build());
  }

  @Test
  void aTabThatHeardNothingLosesItsSocketAndTheRegionsItsWatches() {
    ConsolePage ben = one.as("ben", LIST);
    ben.settledGrid();
    long before = one.figures().openStreams();
    ConsolePage first = one.ann(LIST);
    first.settledGrid();
    ConsolePage deaf = one.copyOf(first);
    Wire wire = Wire.of(deaf);
    deaf.open(LIST).settledGrid();
    String known = device("sign-out-before", "000 before the sign-out");
    assertThat(deaf.row("sign-out-before")).isVisible();
    assertThat(wire.carried("000 before the sign-out")).isTrue();
    assertThat(wire.openSockets()).hasSize(1);
    assertThat(one.figures().openStreams()).isGreaterThan(before);

    first.id("user-menu").locator("vaadin-menu-bar-button").first().click();
    first.id("sign-out").click();

    deaf.page().waitForCondition(() -> wire.openSockets().isEmpty(), SOON);
    deaf.page().waitForCondition(() -> one.figures().openStreams() <= before, SOON);
    String later = device("sign-out-after", "000 after the sign-out");
    assertThat(ben.row("sign-out-after")).isVisible();
    Locator signIn = deaf.page().locator("input[name=username]");
    // It may have been there by itself already: whatever a page says, it is told.
    deaf.id("create-device").or(signIn).click();
    assertThat(signIn).isVisible();
    assertThat(wire.carried("000 after the sign-out")).isFalse();
    assertThat(wire.openSockets()).isEmpty();
    operator.delete("devices.edgelq.com/Device", known);
    operator.delete("devices.edgelq.com/Device", later);
  }

  @Test
  void signingOutEverywhereEndsTheOtherBrowsersOfThePersonAndOfNobodyElse() {
    ConsolePage ben = one.as("ben", LIST);
    Wire bens = Wire.of(ben);
    ben.open(LIST).settledGrid();
    long before = one.figures().openStreams();
    ConsolePage other = one.ann(LIST);
    Wire wire = Wire.of(other);
    other.open(LIST).settledGrid();
    ConsolePage here = one.ann(LIST + ELSEWHERE);
    here.settledGrid();
    assertThat(wire.openSockets()).hasSize(1);

    here.id("user-menu").locator("vaadin-menu-bar-button").first().click();
    here.id("sign-out-everywhere").click();

    assertThat(here.page().locator("input[name=username]")).isVisible();
    assertThat(here.page().url()).startsWith(one.demo().url());
    other.page().waitForCondition(() -> wire.openSockets().isEmpty(), SOON);
    other.page().waitForCondition(() -> one.figures().openStreams() <= before, SOON);
    other.page().navigate(one.demo().url() + LIST);
    assertThat(other.page().locator("input[name=username]")).isVisible();
    assertThat(bens.openSockets()).hasSize(1);
  }

  @Test
  void thePushConnectionOfSomebodyElseTellsNothing() {
    ConsolePage ann = one.page();
    Wire hers = Wire.of(ann);
    ann.signIn("ann", LIST).settledGrid();
    String address = hers.openSockets().getFirst().url();
    ConsolePage nora = one.page();
    Wire wire = Wire.of(nora);
    nora.signIn("nora", "/");
    nora.page()
        .evaluate(
            """
            address => {
              window.sockets = [address, address.replace(/v-pushId=[^&]*/, 'v-pushId=guessed'), address.replace(/v-pushId=[^&]*&/, '')]
                  .map(each => new WebSocket(each));
            }
            """,
            address);
    String made = device("sign-out-foreign", "000 for Ann");

    assertThat(ann.row("sign-out-foreign")).isVisible();
    assertThat(hers.carried("000 for Ann")).isTrue();
    assertThat(wire.carried("000 for Ann")).isFalse();
    operator.delete("devices.edgelq.com/Device", made);
  }
}
