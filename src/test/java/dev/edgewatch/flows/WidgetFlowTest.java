package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.edgewatch.store.StoreSettings;
import dev.edgewatch.store.TestPostgres;
import dev.edgewatch.widgets.Widgets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A service that the console was built without: a region that serves it joins while the console
 * runs, and people read and write its types.
 */
class WidgetFlowTest {
  private static final String PROJECT = "/organizations/acme/projects/acme-cold-chain";
  private static final String SERVICE = "widgets.edgewatch.test";
  private static final String WIDGETS = PROJECT + "/types/" + SERVICE + "/widgets";

  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void typesOfAServiceThatIsSetUpLaterAreReadAndWritten() {
    // An owner, because the roles of this environment do not know the permissions of that service.
    ConsolePage console = one.as("ben", PROJECT + "/types");
    assertThat(console.id("service-devices.edgelq.com")).isVisible();
    assertThat(console.id("service-" + SERVICE)).hasCount(0);
    StoreSettings store = TestPostgres.freshDatabase().withRegion("westeurope");
    try (JoiningRegion westeurope =
        JoiningRegion.serving(one.demo(), store, Widgets.CATALOG, SERVICE)) {
      westeurope.joinMeta();
      westeurope.joinProject();

      // Nobody reloads the page.
      assertThat(console.id("service-" + SERVICE)).isVisible();
      console.picture("types-widgets");
      console.id("type-" + SERVICE + "/Widget").click();
      assertThat(console.id("empty-none")).containsText("No widgets yet");
      create(console);
      edit(console);
      editAsText(console);
      createAsText(console);
      delete(console);

      westeurope.leaveProject();
      westeurope.leaveMeta();
    }
  }

  private static void create(ConsolePage console) {
    console.id("create-widget").click();
    Locator form = console.id("create");
    form.getByTestId("input-display_name").locator("input").fill("Left hinge");
    Choices.choose(console, form.getByTestId("input-spec.color"), "Green");
    Locator size = form.getByTestId("input-spec.size_mm").locator("input");
    size.fill("twelve");
    size.blur();
    assertThat(form.getByTestId("input-spec.size_mm")).containsText("'twelve' is not usable");
    size.fill("120");
    size.blur();
    console.picture("widget-create");
    console.id("create-send").click();

    assertThat(console.id("widgets-row-left-hinge")).isVisible();
    console.settledGrid("widgets");
    assertThat(console.id("widgets-grid")).containsText("Green");
    console.picture("widgets");
  }

  private static void edit(ConsolePage console) {
    console.open(WIDGETS + "/configuration/regions/westeurope/widgets/left-hinge");
    Locator size = console.id("input-spec.size_mm").locator("input");
    assertThat(size).hasValue("120");
    ConsolePage other =
        console.tab(WIDGETS + "/configuration/regions/westeurope/widgets/left-hinge");
    Locator theirs = other.id("input-spec.size_mm").locator("input");
    assertThat(theirs).hasValue("120");

    size.fill("130");
    size.blur();
    console.id("input-spec.warranty").locator("input").fill("2 d");
    console.id("input-spec.warranty").locator("input").blur();
    Choices.choose(console, console.id("which-power"), "Battery");
    console.id("inner-capacity_mah").locator("input").fill("2500");
    console.id("inner-capacity_mah").locator("input").blur();
    console.id("add-spec.other_colors").click();
    Choices.choose(console, console.id("input-spec.other_colors").locator("vaadin-select"), "Blue");
    console.id("add-spec.limits").click();
    Locator limit = console.id("input-spec.limits").locator("input");
    limit.nth(0).fill("heat");
    limit.nth(1).fill("80");
    limit.nth(1).blur();
    assertThat(console.id("form-save")).containsText("Save 5 fields");
    console.picture("widget-form");
    console.id("form-save").click();

    assertThat(theirs).hasValue("130");
    assertThat(other.id("input-spec.warranty").locator("input")).hasValue("2 d");
    other.open(WIDGETS + "/overview/regions/westeurope/widgets/left-hinge");
    assertThat(other.id("overview")).containsText("130 mm");
    assertThat(other.id("overview")).containsText("2,500 mAh");
    assertThat(other.id("overview")).containsText("heat=80");
    other.picture("widget-overview");
    other.close();
  }

  private static void editAsText(ConsolePage console) {
    console.open(WIDGETS + "/yaml/regions/westeurope/widgets/left-hinge");
    Locator text = console.id("editor").locator(".cm-content");
    assertThat(text).containsText("size_mm: 130");
    assertThat(text).containsText("warranty: 172800s");
    console.id("editor-fields").click();
    console.id("schema-search").locator("input").fill("assigned");
    assertThat(console.id("schema")).containsText("set by the server");
    console.picture("widget-text-fields");
    console.id("editor-fields").click();

    replaceInText(console, "size_mm: 130", "size_mm: wide");
    assertThat(console.id("editor-problems")).containsText("'wide' is not usable");
    console.picture("widget-text-problem");
    replaceInText(console, "size_mm: wide", "size_mm: 140");
    assertThat(console.id("editor-count")).containsText("No problems");
    assertThat(console.id("changes")).containsText("spec.size_mm");
    assertThat(console.id("request-preview").last()).containsText("UpdateWidget");

    // Somebody else changes another field, and then the same one.
    ConsolePage other = console.tab(WIDGETS + "/yaml/regions/westeurope/widgets/left-hinge");
    assertThat(other.id("editor").locator(".cm-content")).containsText("size_mm: 130");
    replaceInText(other, "display_name: Left hinge", "display_name: Right hinge");
    other.id("text-save").click();
    assertThat(console.id("editor-meanwhile")).isVisible();
    console.picture("widget-text-meanwhile");
    replaceInText(other, "size_mm: 130", "size_mm: 150");
    other.id("text-save").click();
    assertThat(console.id("editor-clash")).containsText("spec.size_mm");
    assertThat(console.id("text-save")).isDisabled();
    console.picture("widget-text-clash");
    console.id("editor-keep-mine").click();
    assertThat(text).containsText("Right hinge");
    console.page().reload();
    assertThat(text).containsText("size_mm: 140");
    assertThat(console.id("text-save")).containsText("Save 1 field");
    console.id("editor-json").click();
    assertThat(text).containsText("\"size_mm\" : 140");
    console.picture("widget-text-json");
    console.id("text-save").click();
    assertThat(other.id("editor").locator(".cm-content")).containsText("size_mm: 140");
    assertThat(console.id("changes")).isHidden();
    other.close();
  }

  private static void createAsText(ConsolePage console) {
    console.id("create-widget").click();
    console.id("create").getByTestId("input-display_name").locator("input").fill("Written");
    assertThat(console.id("create-id").locator("input")).hasValue("written");
    console.id("create-as-text").click();
    Locator text = console.id("create-text").getByTestId("editor").locator(".cm-content");
    assertThat(text).containsText("display_name: Written");
    text.click();
    text.press("ControlOrMeta+End");
    text.pressSequentially("spec:\n  col");
    Locator completion = console.page().locator(".cm-tooltip-autocomplete");
    assertThat(completion).containsText("color");
    console.picture("widget-create-text");
    text.press("Enter");
    text.pressSequentially("RED");
    text.press("Escape");
    assertThat(console.id("create-text").getByTestId("editor-count")).containsText("No problems");
    console.id("create-send").click();
    assertThat(console.id("widgets-row-written")).isVisible();
  }

  /** As somebody would with the keys of the editor: finds it and writes over it. */
  private static void replaceInText(ConsolePage console, String what, String by) {
    Locator line =
        console
            .id("editor")
            .locator(".cm-line")
            .filter(new Locator.FilterOptions().setHasText(what));
    line.click();
    var keyboard = line.page().keyboard();
    keyboard.press("Home");
    keyboard.press("Shift+End");
    keyboard.insertText(by);
    keyboard.press("Escape");
  }

  private static void delete(ConsolePage console) {
    console.open(WIDGETS + "/overview/regions/westeurope/widgets/left-hinge");
    console.id("widget-menu").click();
    console.id("widget-delete").click();
    assertThat(console.id("consequences")).isVisible();
    console.picture("widget-delete");
    Devices.confirm(console);
    assertThat(console.id("widget-deleted")).isVisible();
  }
}
