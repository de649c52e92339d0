package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list itself: live, sorted, arranged, used by keys and with the hand on it. */
class LiveListFlowTest {
  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void theListIsLiveWithoutAReload() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    Locator grid = console.settledGrid();
    String before = grid.getAttribute("data-position-us-west2");

    console
        .page()
        .waitForCondition(() -> !before.equals(grid.getAttribute("data-position-us-west2")));
  }

  @Test
  void scrollingReachesTheEndOfTheWholeList() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    Locator grid = console.settledGrid();

    grid.evaluate("grid => grid.scrollToIndex(grid.size - 1)");

    assertThat(console.page().locator("[data-testid^=devices-row-trk-]").first()).isVisible();
    assertThat((Integer) grid.evaluate("grid => grid.size")).isEqualTo(OneDemo.DEVICES);
  }

  @Test
  void theOrderIsShownInTheHeaderAndStandsInTheAddress() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    assertThat(sorter(console, "Name")).hasAttribute("direction", "asc");

    sorter(console, "ID").click();

    assertThat(sorter(console, "ID")).hasAttribute("direction", "asc");
    assertThat(sorter(console, "Name")).not().hasAttribute("direction", Pattern.compile(".*"));
    console.page().waitForURL(Pattern.compile("orderBy=name"));
    console.leaveRows();
    console.settledGrid();
    assertThat(ids(console)).isSorted();

    sorter(console, "ID").click();

    assertThat(sorter(console, "ID")).hasAttribute("direction", "desc");
    console.page().waitForURL(Pattern.compile("orderBy=name(\\+|%20)desc"));
  }

  @Test
  void columnsAreChosenOrderedAndWidenedAndKeptForTheNextVisit() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();

    console.id("toolbar-columns").click();
    console.id("column-serial").locator("input").check();
    console.id("column-address").locator("input").uncheck();
    console.id("column-grip-region").press("ArrowUp");
    console.id("column-grip-region").press("ArrowUp");
    console.picture("devices-columns");
    console.page().keyboard().press("Escape");
    Locator handle = console.page().locator("vaadin-grid [part~=resize-handle]").nth(0);
    var box = handle.boundingBox();
    console.page().mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    console.page().mouse().down();
    console.page().mouse().move(box.x + 90, box.y + box.height / 2);
    console.page().mouse().up();

    console.page().waitForURL(Pattern.compile("columns=name(:|%3A)\\d+.*region.*status.*serial"));
    List<String> headers = headers(console);
    assertThat(headers).contains("Serial number").doesNotContain("Address");
    assertThat(headers.indexOf("Region")).isLessThan(headers.indexOf("Status"));
    console.picture("devices-columns-chosen");

    console.open(ConsolePage.devicesPath());
    console.settledGrid();

    console.page().waitForURL(Pattern.compile("columns=name"));
    assertThat(headers(console)).isEqualTo(headers);
  }

  @Test
  void rowsAreReachedSelectedAndOpenedByKeysAndTheFocusComesBack() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();

    press(console, "j", "j", "x", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowUp");

    assertThat(console.id("bulk-bar")).containsText("2 selected");
    console.picture("devices-selected");
    press(console, "Enter");
    assertThat(console.id("device-detail")).isVisible();
    console.page().waitForURL(Pattern.compile("/overview"));
    String opened = console.page().url().replaceAll(".*/devices/[^/]+/([^/]+)/.*", "$1");
    press(console, "Escape");
    assertThat(console.id("device-detail")).hasCount(0);
    console.page().waitForCondition(() -> opened.equals(focusedRow(console)));

    press(console, "e");
    console.page().waitForURL(Pattern.compile("/configuration"));
    press(console, "Escape", "p");
    assertThat(console.id("live-state")).hasAttribute("data-state", "paused");
    press(console, "p", "r", "/");
    assertThat(console.id("filter-input")).isFocused();
    console.page().keyboard().type("p");
    assertThat(console.id("live-state")).hasAttribute("data-state", "live");
    press(console, "Escape", "Escape");
    assertThat(console.id("filter-input")).not().isFocused();
    press(console, "?");
    assertThat(console.id("keys")).isVisible();
  }

  @Test
  void underAHandRowsDoNotMoveAndASelectedRowThatWasDeletedStays() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    ConsolePage other = console.tab(ConsolePage.devicesPath());
    other.settledGrid();
    Devices.create(other, "aab-first", "AAB First");
    assertThat(console.row("aab-first")).isVisible();

    select(console, "aab-first");
    Devices.create(other, "aaa-newer", "AAA Newer");
    assertThat(console.id("waiting-chip")).containsText("1 new");
    assertThat(console.row("aaa-newer")).hasCount(0);
    console.picture("devices-waiting-chip");
    console.id("waiting-chip").click();
    assertThat(console.row("aaa-newer")).isVisible();

    Devices.delete(other, "aab-first");

    assertThat(console.id("gone-aab-first")).hasText("deleted");
    assertThat(console.id("bulk-bar")).containsText("1 gone");
    console.picture("devices-gone");
    console.id("bulk-clear").click();
    console.leaveRows();
    assertThat(console.row("aab-first")).hasCount(0);
    Devices.delete(other, "aaa-newer");
    assertThat(console.row("aaa-newer")).hasCount(0);
  }

  @Test
  void aPausedListStandsStillAndCountsWhatWaits() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    Locator grid = console.settledGrid();

    console.id("toolbar-pause").click();

    assertThat(console.id("pause-bar")).isVisible();
    assertThat(grid).hasAttribute("data-state", "paused");
    assertThat(grid).not().hasAttribute("data-waiting", "0");
    console.picture("devices-paused");

    console.id("toolbar-pause").click();
    assertThat(grid).hasAttribute("data-state", "live");
  }

  @Test
  void aSavedViewIsNamedListedAndCounted() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    console.filter("metadata.labels.site = \"ewr\"");
    console.page().waitForURL(Pattern.compile("filter="));
    console.settledGrid();
    String matching = console.id("count").locator(".semi").textContent();

    console.id("view-menu").locator("vaadin-menu-bar-button").first().click();
    console.id("view-item-save").click();
    console.id("view-name").locator("input").fill("Newark");
    console.id("view-save").click();

    assertThat(console.id("view-menu")).containsText("Newark");
    assertThat(console.id("view-Newark")).containsText(matching);
    console.picture("devices-saved-view");
    console.open(ConsolePage.devicesPath());
    console.id("view-Newark").click();
    assertThat(console.id("filter-clause-0")).containsText("ewr");

    ConsolePage elsewhere = one.ann(ConsolePage.devicesPath());
    elsewhere.id("view-Newark").click();
    assertThat(elsewhere.id("filter-clause-0")).containsText("ewr");
    elsewhere.id("view-menu").locator("vaadin-menu-bar-button").first().click();
    elsewhere.id("view-item-remove").click();
    assertThat(elsewhere.id("view-Newark")).not().isVisible();
  }

  @Test
  void rowsAreDenseOrRoomyAndTheBrowserRemembers() {
    ConsolePage console = one.ann(ConsolePage.devicesPath());
    console.settledGrid();
    Locator page = console.page().locator("html");

    console.id("toolbar-density").click();

    assertThat(page).hasAttribute("data-density", "roomy");
    console.open(ConsolePage.devicesPath());
    assertThat(page).hasAttribute("data-density", "roomy");
  }

  private static Locator sorter(ConsolePage console, String header) {
    return console
        .page()
        .locator("vaadin-grid-sorter")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + header)));
  }

  /** Titles of the columns from left to right. */
  @SuppressWarnings("unchecked")
  private static List<String> headers(ConsolePage console) {
    return (List<String>)
        console
            .page()
            .evaluate(
                "[...document.querySelector('vaadin-grid.ew-grid').shadowRoot.querySelectorAll('thead th:not([hidden])')]"
                    + ".map(cell => [cell.getBoundingClientRect().left, cell._content?.textContent.trim()])"
                    + ".filter(([, title]) => title).sort((a, b) => a[0] - b[0]).map(([, title]) => title)");
  }

  @SuppressWarnings("unchecked")
  private static List<String> ids(ConsolePage console) {
    return (List<String>)
        console
            .page()
            .evaluate(
                "[...document.querySelectorAll('[data-testid^=devices-row-]')]"
                    + ".map(link => [link.getBoundingClientRect().top, link.getAttribute('href').split('/').at(-2)])"
                    + ".filter(([top]) => top > 0).sort((a, b) => a[0] - b[0]).map(([, id]) => id)");
  }

  private static String focusedRow(ConsolePage console) {
    return String.valueOf(
        console
            .page()
            .evaluate(
                "() => { const cell = document.querySelector('vaadin-grid.ew-grid').shadowRoot.activeElement;"
                    + " const row = cell && cell.closest('tr');"
                    + " const links = row ? [...row.children].map(one => one._content?.querySelector('a.name')) : [];"
                    + " const link = links.find(Boolean);"
                    + " return link ? link.getAttribute('href').replace(/.*devices\\/[^/]+\\/([^/]+)\\/.*/, '$1') : ''; }"));
  }

  private static void select(ConsolePage console, String device) {
    console
        .page()
        .evaluate(
            "id => { const content = document.querySelector(`[data-testid=devices-row-${id}]`)"
                + ".closest('vaadin-grid-cell-content');"
                + " const row = content.assignedSlot.closest('tr');"
                + " [...row.children].map(cell => cell._content.querySelector('vaadin-checkbox')).find(Boolean).click(); }",
            device);
  }

  private static void press(ConsolePage console, String... keys) {
    for (String key : keys) {
      console.page().keyboard().press(key);
    }
  }
}
