package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Saying which devices one wants to see. */
class FilterFlowTest {
  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void aFilterNarrowsTheListAndStandsInTheAddress() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();

    console.filter("metadata.labels.site = \"ewr\"");

    assertThat(console.id("filter-clause-0")).isVisible();
    console.page().waitForURL(Pattern.compile("filter="));
    console.settledGrid();
    assertThat(console.id("count")).containsText("of " + OneDemo.DEVICES);
    console.picture("devices-filtered");

    console.id("filter-clause-0").locator("button.x").click();

    assertThat(console.id("filter-clause-0")).hasCount(0);
    assertThat(console.id("count")).containsText(OneDemo.DEVICES + "of");
  }

  @Test
  void aFilterThatCannotBeReadIsExplainedAndTheListStays() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();

    console.filter("display_name =");

    assertThat(console.id("filter-problem")).containsText("expected");
    assertThat(console.id("devices-grid")).hasAttribute("data-state", "live");
    console.picture("filter-problem");
  }

  @Test
  void whileTypingFieldsAndWholeConditionsAreOfferedWithTheirLiveCounts() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();

    console.page().keyboard().press("/");
    console.page().keyboard().type("status.conn");

    Locator offers = console.id("filter-suggestions");
    assertThat(offers).containsText("Fields of Device");
    assertThat(offers).containsText("status.connection_status");
    assertThat(offers.locator(".item").filter(having("= \"CONNECTED\"")))
        .containsText(Pattern.compile("\\d+ here now"));
    console.picture("filter-suggestions");

    offers.locator(".item").filter(having("= \"DISCONNECTED\"")).click();

    assertThat(console.id("filter-clause-0")).containsText("DISCONNECTED");
  }

  @Test
  void wordsThatAreNoConditionFindDevicesInAllRegions() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();

    console.page().keyboard().press("/");
    console.page().keyboard().type("osaka");

    Locator offers = console.id("filter-suggestions");
    assertThat(offers).containsText("Found by these words");
    console.picture("filter-found");
    console.page().keyboard().press("Enter");

    assertThat(console.id("device-detail")).containsText("Osaka");
    console.page().waitForURL(Pattern.compile("/japaneast/"));
  }

  @Test
  void aFilterThatMatchesNothingSaysWhatItWouldBeWithoutItsLastCondition() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    console.filter("metadata.labels.site = \"ewr\"");
    console.page().waitForURL(Pattern.compile("filter="));
    console.settledGrid();
    String matching = console.id("count").locator(".semi").textContent();

    console.filter("display_name = \"Nobody\"");

    assertThat(console.id("empty-match")).containsText("None of 300 devices match");
    assertThat(console.id("empty-match"))
        .containsText("Without the last condition there would be " + matching);
    console.picture("devices-no-match");
    console.id("empty-drop").click();
    assertThat(console.id("filter-clause-1")).hasCount(0);
    assertThat(console.id("count")).containsText(matching);
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
