package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Completions;
import dev.edgewatch.resource.filter.FilterClauses;
import java.util.List;
import java.util.function.Consumer;

/**
 * The filter of a list in the contract's language. Conditions that hold stand as clauses, typing
 * goes on behind them. A filter that cannot be parsed is not used: the list stays as it was and the
 * parser's words stand below.
 */
final class FilterBar extends Composite<Div> {
  private final ResourceType type;
  private final Consumer<String> onFilter;
  private final Span chips = Parts.span("ew-clauses", "");
  private final TextField typed = new TextField();
  private final FilterProblem problem = new FilterProblem();
  private final FilterSuggestions suggestions = new FilterSuggestions(this::take);
  private FilterClauses clauses = new FilterClauses("", List.of());

  FilterBar(ResourceType type, Consumer<String> onFilter) {
    this.type = type;
    this.onFilter = onFilter;
    Div bar = Parts.testId(Parts.div("ew-filter"), "filter");
    Parts.testId(typed, "filter-field");
    typed.addThemeNames("ew-bare");
    typed.setAriaLabel(text("filter.label"));
    typed.setValueChangeMode(ValueChangeMode.EAGER);
    typed.addAttachListener(
        attached ->
            typed.getElement().executeJs("this.inputElement.dataset.testid = 'filter-input'"));
    typed.addValueChangeListener(changed -> suggest());
    typed.addBlurListener(left -> suggestions.hide());
    typed.addKeyDownListener(Key.ENTER, key -> apply());
    typed.addKeyDownListener(Key.ESCAPE, key -> back());
    typed.addKeyDownListener(Key.BACKSPACE, key -> openLast());
    onKey("Tab", () -> suggestions.marked().ifPresent(this::take));
    onKey("ArrowDown", () -> suggestions.move(1));
    onKey("ArrowUp", () -> suggestions.move(-1));
    bar.add(new Icon("list-filter"), chips, typed, Parts.span("ew-kbd", "/"));
    getContent().addClassName("ew-filter-frame");
    getContent().add(bar, problem, suggestions);
    draw();
  }

  /** Shows a filter that is in use. */
  void show(String filter) {
    clauses = filter.isEmpty() ? new FilterClauses("", List.of()) : FilterClauses.of(type, filter);
    typed.clear();
    problem.clear();
    draw();
  }

  private void apply() {
    String typing = typed.getValue().strip();
    if (typing.isEmpty()) {
      return;
    }
    try {
      onFilter.accept(clauses.with(FilterClauses.of(type, typing)));
    } catch (RefusalException refused) {
      suggestions.hide();
      problem.show(refused.refusal(), typing);
    }
  }

  /** First the suggestions go, then what was typed. */
  private void back() {
    if (suggestions.isVisible()) {
      suggestions.hide();
    } else {
      typed.clear();
      typed.blur();
    }
    problem.clear();
  }

  private void suggest() {
    problem.clear();
    String typing = typed.getValue();
    if (typing.isBlank()) {
      suggestions.hide();
    } else {
      suggestions.show(Completions.at(type, typing, typing.length()));
    }
    typed.getElement().setAttribute("suggesting", suggestions.isVisible());
  }

  private void take(Completions.Suggestion suggestion) {
    String typing = typed.getValue();
    int start = Completions.at(type, typing, typing.length()).start();
    typed.setValue(typing.substring(0, start) + suggestion.text() + " ");
    typed.focus();
  }

  private void openLast() {
    if (typed.isEmpty() && !clauses.clauses().isEmpty()) {
      open(clauses.clauses().getLast());
    }
  }

  /** Takes a clause back into the field; the list keeps it until something else is applied. */
  private void open(FilterClauses.Clause opened) {
    clauses = FilterClauses.of(type, clauses.without(opened));
    draw();
    typed.setValue(opened.text());
    typed.focus();
  }

  private void draw() {
    chips.removeAll();
    for (FilterClauses.Clause clause : clauses.clauses()) {
      if (chips.getElement().getChildCount() > 0) {
        chips.add(Parts.span("and", text("filter.and")));
      }
      chips.add(chip(clause));
    }
    typed.setPlaceholder(text(clauses.clauses().isEmpty() ? "filter.empty" : "filter.more"));
  }

  private Span chip(FilterClauses.Clause clause) {
    boolean plain = !clause.field().isEmpty();
    NativeButton edit = new NativeButton("", click -> open(clause));
    edit.add(
        Parts.span("f", plain ? clause.field() : clause.text()),
        Parts.span("o", clause.operator()),
        Parts.span("v", clause.value()));
    NativeButton remove = new NativeButton("", click -> onFilter.accept(clauses.without(clause)));
    remove.addClassName("x");
    remove.add(new Icon("x"));
    remove.setAriaLabel(text("filter.remove", clause.text()));
    return Parts.testId(
        Parts.span("ew-clause", edit, remove),
        "filter-clause-" + clauses.clauses().indexOf(clause));
  }

  /** A key that belongs to the suggestions while there are any, and to the browser otherwise. */
  private void onKey(String key, Runnable action) {
    typed
        .getElement()
        .addEventListener("keydown", pressed -> action.run())
        .setFilter(
            "element.hasAttribute('suggesting') && !event.shiftKey && event.key === '" + key + "'")
        .preventDefault();
  }
}
