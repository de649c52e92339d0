package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.personal.SavedView;
import dev.edgewatch.console.ui.personal.SavedViews;
import java.util.Optional;
import java.util.function.Consumer;

/** The saved views of a list: which one is shown, the others, and how to save what is shown. */
final class ViewMenu extends Composite<MenuBar> {
  private final SavedViews views;
  private final Consumer<ListState> onChosen;
  private ListState state = ListState.STANDARD;

  ViewMenu(SavedViews views, Consumer<ListState> onChosen) {
    this.views = views;
    this.onChosen = onChosen;
    getContent().addThemeVariants(MenuBarVariant.SMALL);
    getContent().addClassName("ew-view-menu");
    Parts.testId(this, "view-menu");
  }

  void show(ListState shown) {
    state = shown;
    draw();
  }

  void draw() {
    getContent().removeAll();
    Optional<SavedView> current = current();
    Span words =
        Parts.span(
            "row gap6",
            new Icon("bookmark"),
            Parts.span("ellip", current.map(SavedView::name).orElse(text("view.none"))),
            new Icon("chevron-down"));
    MenuItem root = getContent().addItem(words);
    root.setAriaLabel(text("view.menu", current.map(SavedView::name).orElse(text("view.none"))));
    item(root, text("view.all"), "all", () -> onChosen.accept(ListState.STANDARD));
    for (SavedView view : views.all()) {
      item(root, view.name(), view.name(), () -> onChosen.accept(stateOf(view)));
    }
    root.getSubMenu().addSeparator();
    item(root, text("view.save"), "save", this::askForName);
    current.ifPresent(
        view -> item(root, text("view.remove", view.name()), "remove", () -> views.remove(view)));
  }

  private static void item(MenuItem root, String words, String key, Runnable action) {
    Parts.testId(root.getSubMenu().addItem(words, click -> action.run()), "view-item-" + key);
  }

  private Optional<SavedView> current() {
    return views.all().stream().filter(view -> stateOf(view).equals(state)).findFirst();
  }

  private static ListState stateOf(SavedView view) {
    return ListState.of(QueryParameters.fromString(view.query()));
  }

  private void askForName() {
    Dialog dialog = new Dialog(text("view.save"));
    dialog.setWidth("400px");
    TextField name = new TextField(text("view.name"));
    name.setMaxLength(SavedView.LONGEST_NAME);
    name.setWidthFull();
    Parts.testId(name, "view-name");
    Runnable save =
        () -> {
          if (!name.getValue().isBlank()) {
            views.keep(new SavedView(name.getValue().strip(), state.query().getQueryString()));
            dialog.close();
          }
        };
    dialog.add(name);
    dialog
        .getFooter()
        .add(
            Parts.button(text("cancel"), "", "view-cancel", dialog::close),
            Parts.primary(text("save"), "", "view-save", save));
    name.addKeyDownListener(com.vaadin.flow.component.Key.ENTER, key -> save.run());
    Parts.testId(dialog, "view-dialog");
    dialog.open();
    name.focus();
  }
}
