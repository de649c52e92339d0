package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.filter.Completions;
import dev.edgewatch.resource.filter.Completions.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What may be typed next in a filter, below the bar. */
final class FilterSuggestions extends Composite<Div> {
  private static final int SHOWN = 8;

  private final Consumer<Suggestion> onTaken;
  private final Div list = Parts.div("list");
  private final Span hint = Parts.span("t3", "");
  private List<Suggestion> shown = List.of();
  private int marked;

  FilterSuggestions(Consumer<Suggestion> onTaken) {
    this.onTaken = onTaken;
    getContent().addClassName("ew-suggestions");
    Parts.testId(this, "filter-suggestions");
    Span keys =
        new Span(
            Parts.span("ew-kbd", "Tab"),
            new Span(text("filter.take")),
            Parts.span("ew-kbd", "Enter"),
            new Span(text("filter.apply")),
            Parts.span("ew-kbd", "Esc"),
            new Span(text("filter.back")));
    keys.addClassName("keys");
    getContent().add(list, Parts.div("foot", keys, hint));
    setVisible(false);
  }

  void show(Completions completions) {
    shown = completions.suggestions().stream().limit(SHOWN).toList();
    marked = 0;
    hint.setText(completions.hint());
    setVisible(!shown.isEmpty());
    draw();
  }

  void hide() {
    shown = List.of();
    setVisible(false);
  }

  void move(int by) {
    if (!shown.isEmpty()) {
      marked = Math.floorMod(marked + by, shown.size());
      draw();
    }
  }

  /** The suggestion that would be taken. */
  Optional<Suggestion> marked() {
    return shown.isEmpty() ? Optional.empty() : Optional.of(shown.get(marked));
  }

  private void draw() {
    list.removeAll();
    for (int index = 0; index < shown.size(); index++) {
      Suggestion suggestion = shown.get(index);
      NativeButton item = new NativeButton("", click -> onTaken.accept(suggestion));
      item.addClassName("item");
      item.setTabIndex(-1);
      item.getElement().getClassList().set("on", index == marked);
      item.add(
          Parts.span("mono", suggestion.text()), Parts.span("end t3", suggestion.description()));
      list.add(item);
    }
  }
}
