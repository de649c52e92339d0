package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.Page;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.bff.Person;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;

/** Who you are, which theme you like, and the way out. */
final class UserMenu extends Composite<Div> {
  private static final List<String> THEMES = List.of("system", "light", "dark");

  UserMenu(Person person, ConsoleSessions sessions) {
    Avatar avatar = new Avatar(person.displayName());
    avatar.setAbbreviation(
        person.displayName().isEmpty() ? "" : person.displayName().substring(0, 1));
    avatar.getElement().setAttribute("aria-hidden", "true");
    MenuBar bar = new MenuBar();
    bar.addThemeVariants(MenuBarVariant.TERTIARY);
    bar.addClassName("app-user");
    Parts.testId(bar, "user-menu");
    MenuItem root = bar.addItem(avatar);
    root.setAriaLabel(text("user.menu", person.displayName()));
    Div who =
        Parts.div(
            "app-who",
            Parts.div("semi", new Span(person.displayName())),
            Parts.div("s12 t3", new Span(person.email())));
    root.getSubMenu().addComponent(who);
    root.getSubMenu().addSeparator();
    for (String theme : THEMES) {
      MenuItem item =
          root.getSubMenu()
              .addItem(
                  text("theme." + theme),
                  click ->
                      UI.getCurrent().getPage().executeJs("window.edgewatch.theme($0)", theme));
      Parts.testId(item, "theme-" + theme);
    }
    root.getSubMenu().addSeparator();
    MenuItem out = root.getSubMenu().addItem(text("user.out"), click -> signOut(sessions));
    Parts.testId(out, "sign-out");
    MenuItem everywhere =
        root.getSubMenu()
            .addItem(text("user.out.everywhere"), click -> signOutEverywhere(sessions));
    Parts.testId(everywhere, "sign-out-everywhere");
    getContent().add(bar);
  }

  /** Other tabs of the browser hear it from this one, and at the latest from the server. */
  private static void signOut(ConsoleSessions sessions) {
    Page page = UI.getCurrent().getPage();
    page.executeJs("window.edgewatch.signingOut()");
    page.setLocation(sessions.signOut());
  }

  private static void signOutEverywhere(ConsoleSessions sessions) {
    Page page = UI.getCurrent().getPage();
    page.executeJs("window.edgewatch.signingOut()");
    page.setLocation(sessions.signOutEverywhere());
  }
}
