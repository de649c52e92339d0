package dev.edgewatch.flows;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

/** What flows do to fields in which something is chosen. */
final class Choices {
  private Choices() {}

  /** Chooses among few values. */
  static void choose(ConsolePage console, Locator select, String words) {
    select.click();
    console
        .page()
        .locator("vaadin-select-item")
        .filter(new Locator.FilterOptions().setHasText(words))
        .last()
        .click();
  }

  /** What is offered where another resource is looked up by some words. */
  static Locator looked(ConsolePage console, Locator box, String words) {
    box.locator("input").fill(words);
    return console
        .page()
        .getByRole(AriaRole.OPTION)
        .filter(new Locator.FilterOptions().setHasText(words))
        .first();
  }
}
