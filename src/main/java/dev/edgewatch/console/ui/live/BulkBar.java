package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Lies over the bottom of the list while rows are selected: how many, how true they are, what can
 * be done with them.
 */
final class BulkBar extends Composite<Div> {
  private final Function<Selection, List<Component>> actions;

  private Shown shown = new Shown(0, 0, 0);

  private record Shown(int selected, long held, long gone) {}

  BulkBar(Function<Selection, List<Component>> actions) {
    this.actions = actions;
    getContent().addClassName("ew-bulk");
    getContent().getElement().setAttribute("role", "toolbar");
    getContent().getElement().setAttribute("aria-label", text("bulk.label"));
    Parts.testId(this, "bulk-bar");
    setVisible(false);
  }

  void show(Selection selection) {
    int selected = selection.rows().size();
    Shown now = new Shown(selected, selection.held(), selection.gone());
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    setVisible(selected > 0);
    getContent().removeAll();
    if (selected == 0) {
      return;
    }
    getContent().add(Parts.span("semi", text("bulk.selected", selected)));
    if (now.held() > 0 || now.gone() > 0) {
      getContent().add(Parts.span("sub", truth(now)));
    }
    if (now.gone() < selected) {
      getContent().add(Parts.span("bar", ""));
      getContent().add(actions.apply(selection));
    }
    getContent()
        .add(
            Parts.span("bar", ""),
            Parts.iconButton(text("bulk.clear"), "x", "bulk-clear", selection::clear));
  }

  private static String truth(Shown shown) {
    long live = shown.selected() - shown.held() - shown.gone();
    List<String> parts = new ArrayList<>();
    parts.add(text("bulk.live", live));
    if (shown.held() > 0) {
      parts.add(text("bulk.held", shown.held()));
    }
    if (shown.gone() > 0) {
      parts.add(text("bulk.gone", shown.gone()));
    }
    return String.join(", ", parts);
  }
}
