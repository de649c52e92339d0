package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One device: made, looked at, changed from two places, deleted. */
class DeviceFlowTest {
  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void aDeviceIsCreatedEditedFromTwoPlacesAndDeleted() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    Devices.create(console, "aaa-test-rig", "AAA Test rig");

    String address = configuration(console, "aaa-test-rig");
    console.open(address);
    ConsolePage other = console.tab(address);
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
    assertThat(theirs).hasValue("mine, not saved yet");
    other.close();

    console.picture("device-configuration");
    console.id("device-menu").click();
    console.id("device-delete").click();
    // Whoever presses Enter without reading has lost nothing.
    assertThat(console.id("confirm-keep")).isFocused();
    assertThat(console.id("confirm-keep")).hasText("Keep it");
    console.page().keyboard().press("Enter");
    assertThat(console.id("confirm-keep")).hasCount(0);
    assertThat(console.row("aaa-test-rig")).isVisible();
    console.id("device-menu").click();
    console.id("device-delete").click();
    Devices.confirm(console);
    assertThat(console.row("aaa-test-rig")).hasCount(0);
  }

  @Test
  void aWriteEndsWithAReceiptAndTheListSaysWhenItHasSeenIt() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();

    Devices.create(console, "aaa-receipt", "AAA Receipt");

    Locator receipt = console.id("write-receipt");
    assertThat(receipt).containsText("accepted, owner");
    assertThat(receipt).hasAttribute("data-seen", "true");
    assertThat(receipt).hasAttribute("data-position", Pattern.compile("us-west2:[0-9a-f]+"));
    assertThat(console.id("settled")).hasAttribute("data-reached", "true");
    assertThat(console.id("settled"))
        .hasAttribute("data-awaits", receipt.getAttribute("data-position"));
    assertThat(console.id("yours-aaa-receipt")).hasCount(0);
    console.picture("write-receipt");
    Devices.delete(console, "aaa-receipt");
  }

  @Test
  void whatWasTypedIsThereAgainAfterAReloadUntilItIsSaved() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    Devices.create(console, "aaa-draft", "AAA Draft");
    String address = configuration(console, "aaa-draft");
    console.open(address);
    Locator words = console.id("input-description").locator("textarea");
    words.fill("not saved before the reload");

    console.open(address);

    assertThat(console.id("form-restored")).isVisible();
    assertThat(words).hasValue("not saved before the reload");
    console.picture("device-draft");
    console.id("form-save").click();
    assertThat(console.id("write-receipt").last()).hasAttribute("data-seen", "true");
    console.open(address);
    assertThat(words).hasValue("not saved before the reload");
    assertThat(console.id("form-restored")).not().isVisible();
    console.open(ConsolePage.devicesPath());
    console.settledGrid();
    Devices.delete(console, "aaa-draft");
  }

  @Test
  void aDeviceThatIsNotThereIsSaidToBeMissingOnlyByItsRegion() {
    ConsolePage console = one.ann(ConsolePage.devicesPath() + "/us-west2/no-such/overview");

    assertThat(console.id("device-missing")).containsText("Region us-west2 answered");
  }

  /** Address of a device's form. */
  private static String configuration(ConsolePage console, String id) {
    String overview = console.row(id).getAttribute("href");
    return "/" + overview.replaceFirst("^/", "").replace("/overview", "/configuration");
  }
}
