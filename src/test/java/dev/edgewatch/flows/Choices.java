package dev.edgewatch.flows;

import com.microsoft.playwright.Locator;

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
}
