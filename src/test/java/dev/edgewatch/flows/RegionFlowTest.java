package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Regions that are lost and found, that come and go, while people look at them. */
class RegionFlowTest {
  private static final double A_MINUTE = 60_000;

  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void aLostRegionKeepsItsRowsAndCatchesUpWhenItIsBack() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    ConsolePage regions = console.tab(ConsolePage.regionsPath());

    regions.id("region-stop-japaneast").click();

    assertThat(console.id("freshness-japaneast")).hasAttribute("data-state", "lost");
    assertThat(console.id("freshness-japaneast")).containsText("100 rows held");
    assertThat(console.id("freshness-us-west2")).hasAttribute("data-state", "live");
    assertThat(console.id("count")).containsText("300of 300·100 held");
    assertThat(console.id("live-state")).hasAttribute("data-state", "live");
    console.picture("devices-region-lost");
    regions.picture("regions-lost");

    regions.id("region-start-japaneast").click();

    assertThat(console.id("freshness-japaneast")).hasAttribute("data-state", "live");
    console.settledGrid();
    assertThat(console.id("count")).not().containsText("held");
  }

  @Test
  void whoComesWhileARegionIsLostIsToldWhatIsMissing() {
    ConsolePage regions = one.ann(ConsolePage.regionsPath());
    regions.id("region-stop-japaneast").click();
    assertThat(regions.id("region-row-japaneast")).hasAttribute("data-state", "lost");

    ConsolePage console = one.ann(ConsolePage.devicesPath());

    assertThat(console.id("empty-partial")).containsText("200 shown, japaneast missing.");
    assertThat(console.id("count")).containsText("at least200of at least 200·excluding japaneast");
    assertThat(console.row("cr-osa-01")).hasCount(0);
    console.picture("devices-partly");

    console.open(ConsolePage.devicesPath() + "/japaneast/cr-osa-01/overview");
    assertThat(console.id("device-unknown")).containsText("This says nothing about the device");
    console.picture("device-unknown");

    regions.id("region-start-japaneast").click();
    assertThat(console.id("device-detail")).containsText("Cold room 1 · Osaka");
    assertThat(console.id("empty-partial")).not().isVisible();
  }

  @Test
  void aListThatNoRegionAnswersSaysThatThisSaysNothing() {
    ConsolePage regions = one.ann(ConsolePage.regionsPath());
    List<String> all = List.of("us-west2", "eastus2", "japaneast");
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    all.forEach(region -> regions.id("region-stop-" + region).click());
    assertThat(console.id("live-state")).hasAttribute("data-state", "offline");
    assertThat(console.id("count")).containsText("300 held");
    console.picture("devices-offline");

    console.open(ConsolePage.devicesPath());

    assertThat(console.id("empty-failed")).containsText("This says nothing about your devices");
    console.picture("devices-could-not-load");
    all.forEach(region -> regions.id("region-start-" + region).click());
    console.settledGrid();
    assertThat(console.id("count")).containsText("300");
  }

  /** What people hold is written in us-west2; the others take its word for half a minute. */
  @Test
  void regionsThatDoNotKnowAnyMoreWhoMaySeeWhatSaySo() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    ConsolePage regions = console.tab(ConsolePage.regionsPath());
    Locator east = console.id("freshness-eastus2");

    regions.id("region-stop-us-west2").click();

    assertThat(east)
        .containsText("Access unconfirmed since", new ContainsTextOptions().setTimeout(A_MINUTE));
    assertThat(east.locator("[title*='has not heard from region us-west2']")).hasCount(1);
    assertThat(console.id("freshness-us-west2")).containsText("Lost since");
    console.picture("devices-access-unconfirmed");

    regions.id("region-start-us-west2").click();

    assertThat(east)
        .hasAttribute("data-state", "live", new HasAttributeOptions().setTimeout(A_MINUTE));
    console.settledGrid();
    assertThat(console.id("count")).not().containsText("held");
  }

  @Test
  void aRegionThatIsStartedJoinsOpenListsAndLeavesThemWhenItIsTakenOut() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    Locator segment = console.id("freshness-westeurope");
    assertThat(segment).hasCount(0);
    StoreSettings store = TestPostgres.freshDatabase().withRegion("westeurope");

    try (JoiningRegion westeurope = JoiningRegion.start(one.demo(), store)) {
      westeurope.joinMeta();
      westeurope.joinProject();

      assertThat(segment).hasAttribute("data-state", "live");
      westeurope.createDevice("aaa-venlo", "AAA Cold room · Venlo");
      assertThat(console.row("aaa-venlo")).isVisible();
      assertThat(console.id("count")).containsText("301");
      assertThat(console.page().locator(".ew-strip .seg:not(.folded) .rg"))
          .hasText(new String[] {"us-west2", "eastus2", "japaneast", "westeurope"});
      console.picture("devices-region-joined");

      westeurope.leaveProject();

      assertThat(segment).hasAttribute("data-state", "notinproject");
      assertThat(segment).containsText("not used by this project any more, its rows left");
      assertThat(console.row("aaa-venlo")).hasCount(0);
      assertThat(console.id("count")).containsText(Pattern.compile("300\\s*of 300"));
      console.picture("devices-region-left");

      westeurope.joinProject();
      assertThat(console.row("aaa-venlo")).isVisible();
      westeurope.leaveMeta();

      assertThat(segment).hasAttribute("data-state", "notdeployed");
      assertThat(console.row("aaa-venlo")).hasCount(0);
      westeurope.leaveProject();
    }
    console.settledGrid();
  }
}
