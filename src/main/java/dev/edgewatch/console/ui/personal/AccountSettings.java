package dev.edgewatch.console.ui.personal;

import com.vaadin.flow.component.UI;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.ui.part.Afterwards;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Settings that go with the person from browser to browser. The browser has them too, for when no
 * region tells or keeps them.
 */
public final class AccountSettings implements PersonalSettings {
  private static final String PREFIX = "edgewatch.console.";

  private final UI ui;
  private final ConsoleSession session;
  private final PersonalSettings browser;

  /** Those of a page's person. */
  public AccountSettings(UI ui, ConsoleSession session) {
    this.ui = ui;
    this.session = session;
    this.browser = new BrowserSettings(ui, session.person());
  }

  @Override
  public void read(String key, Consumer<String> then) {
    Afterwards.of(
        ui,
        session.settings().read(Set.of(PREFIX + key)),
        settings -> then.accept(settings.getOrDefault(PREFIX + key, "")),
        failure -> browser.read(key, then));
  }

  @Override
  public void write(String key, String value) {
    browser.write(key, value);
    var _ = session.settings().write(Map.of(PREFIX + key, value));
  }
}
