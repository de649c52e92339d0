package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;

/** What flows do to devices on the way to something else. */
public final class Devices {
  private Devices() {}

  /** Creates a device in the first region, and waits until the list shows it. */
  public static void create(ConsolePage console, String id, String name) {
    console.id("create-device").click();
    console.id("create").getByTestId("input-display_name").locator("input").fill(name);
    console.id("create-id").locator("input").fill(id);
    console.id("create-send").click();
    assertThat(console.row(id)).isVisible();
  }

  /** Deletes a device from the menu of its row. */
  static void delete(ConsolePage console, String id) {
    console.row(id).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    console.id("row-menu-delete").click();
    confirm(console);
    console.leaveRows();
    assertThat(console.row(id)).hasCount(0);
  }

  static void confirm(ConsolePage console) {
    console.page().locator("vaadin-confirm-dialog vaadin-button[slot=confirm-button]").click();
  }
}
