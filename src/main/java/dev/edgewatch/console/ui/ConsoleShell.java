package dev.edgewatch.console.ui;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/**
 * The page around the application: theme, push, and the script that must run before anything is
 * painted.
 */
@Push(transport = Transport.WEBSOCKET_XHR)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("theme/edgewatch/styles.css")
@JsModule("./preferences.ts")
@JsModule("./age.ts")
@JsModule("./pulse.ts")
@JsModule("./keys.ts")
@JsModule("./settled.ts")
@JsModule("./hand.ts")
@JsModule("./link.ts")
@JsModule("./session.ts")
@JsModule("./drafts.ts")
@Viewport("width=device-width, initial-scale=1")
public class ConsoleShell implements AppShellConfigurator {
  /**
   * Otherwise a page of the chosen theme would flash in the system's before its scripts have come.
   */
  private static final String EARLY_THEME =
      "(t => { if (t && t !== 'system') document.documentElement.style.colorScheme = t; })(localStorage.getItem('edgewatch.theme'))";

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addInlineWithContents(
        Inline.Position.PREPEND, EARLY_THEME, Inline.Wrapping.JAVASCRIPT);
    settings.addMetaTag("color-scheme", "light dark");
    settings.addLink("icon", "theme/edgewatch/logo.svg");
  }
}
