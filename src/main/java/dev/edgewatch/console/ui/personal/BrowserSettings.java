package dev.edgewatch.console.ui.personal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.WebStorage;
import dev.edgewatch.console.bff.Person;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Settings in the browser's local storage, apart for each person who signs in there; several tabs
 * share them.
 */
public final class BrowserSettings implements PersonalSettings {
  private static final int LONGEST = 16_384;

  private final UI ui;
  private final String prefix;

  /**
   * @param ui the page whose browser keeps them
   */
  public BrowserSettings(UI ui, Person person) {
    this.ui = ui;
    this.prefix = "edgewatch." + person.subject() + ".";
  }

  @Override
  public void read(String key, Consumer<String> then) {
    WebStorage.getItem(
        ui,
        WebStorage.Storage.LOCAL_STORAGE,
        prefix + key,
        value ->
            then.accept(
                Optional.ofNullable(value).filter(text -> text.length() <= LONGEST).orElse("")));
  }

  @Override
  public void write(String key, String value) {
    if (value.isEmpty()) {
      WebStorage.removeItem(ui, WebStorage.Storage.LOCAL_STORAGE, prefix + key);
    } else if (value.length() <= LONGEST) {
      WebStorage.setItem(ui, WebStorage.Storage.LOCAL_STORAGE, prefix + key, value);
    }
  }
}
