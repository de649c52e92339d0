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
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The filter of a list in the contract's language. Conditions that hold stand as clauses, typing goes on behind them. A
 * filter that cannot be parsed is not used: the list stays as it was and the parser's words stand below.
 */
final class FilterBar extends Composite<Div> {
  private final ResourceType type;
  private final Consumer<String> onFilter;
  private final Div bar = Parts.div("ew-filter");
  private final Span chips = Parts.span("ew-clauses", "");
  private final TextField typed = new TextField();
  private final FilterProblem problem = new FilterProblem();
  private List<Clause> clauses = List.of();

  FilterBar(ResourceType type, Consumer<String> onFilter) {
    this.type = type;
    this.onFilter = onFilter;
    Parts.testId(bar, "filter");
    Parts.testId(typed, "filter-field");
    typed.addThemeNames("ew-bare");
    typed.setAriaLabel(text("filter.label"));
    typed.setValueChangeMode(ValueChangeMode.EAGER);
    typed.addAttachListener(attached -> typed.getElement().executeJs("this.inputElement.dataset.testid = 'filter-input'"));
    typed.addKeyDownListener(Key.ENTER, key -> apply());
    typed.addKeyDownListener(Key.ESCAPE, key -> forget());
    typed.addKeyDownListener(Key.BACKSPACE, key -> openLast());
    bar.add(new Icon("list-filter"), chips, typed, Parts.span("ew-kbd", "/"));
    getContent().addClassName("ew-filter-frame");
    getContent().add(bar, problem);
    show("");
  }

  /** Shows a filter that is in use. */
  void show(String filter) {
    clauses = Clause.of(filter);
    typed.clear();
    problem.clear();
    draw();
  }

  private void apply() {
    String typing = typed.getValue().strip();
    List<Clause> all = new ArrayList<>(clauses);
    all.addAll(Clause.of(typing));
    String filter = Clause.join(all);
    try {
      Filter.parse(type, filter);
      onFilter.accept(filter);
    } catch (RefusalException refused) {
      problem.show(refused.refusal(), filter);
    }
  }

  private void forget() {
    typed.clear();
    problem.clear();
    typed.blur();
  }

  private void openLast() {
    if (typed.getValue().isEmpty() && !clauses.isEmpty()) {
      open(clauses.size() - 1);
    }
  }

  private void open(int index) {
    List<Clause> rest = new ArrayList<>(clauses);
    Clause opened = rest.remove(index);
    clauses = rest;
    draw();
    typed.setValue(opened.text());
    typed.focus();
  }

  private void remove(int index) {
    List<Clause> rest = new ArrayList<>(clauses);
    rest.remove(index);
    onFilter.accept(Clause.join(rest));
  }

  private void draw() {
    chips.removeAll();
    for (int index = 0; index < clauses.size(); index++) {
      if (index > 0) {
        chips.add(Parts.span("and", text("filter.and")));
      }
      chips.add(chip(index, clauses.get(index).words()));
    }
    typed.setPlaceholder(text(clauses.isEmpty() ? "filter.empty" : "filter.more"));
  }

  private Span chip(int index, Clause.Words words) {
    NativeButton edit = new NativeButton("", click -> open(index));
    edit.add(Parts.span("f", words.field()), Parts.span("o", words.operator()), Parts.span("v", words.value()));
    NativeButton remove = new NativeButton("", click -> remove(index));
    remove.addClassName("x");
    remove.add(new Icon("x"));
    remove.setAriaLabel(text("filter.remove", clauses.get(index).text()));
    return Parts.testId(Parts.span("ew-clause", edit, remove), "filter-clause-" + index);
  }

  /** The parser's words, and where it stopped. */
  private static final class FilterProblem extends Composite<Div> {
    FilterProblem() {
      getContent().addClassName("ew-filter-problem");
      getContent().getElement().setAttribute("role", "alert");
      Parts.testId(this, "filter-problem");
      clear();
    }

    void clear() {
      getContent().removeAll();
      setVisible(false);
    }

    void show(Refusal refusal, String filter) {
      getContent().removeAll();
      int at = position(refusal);
      if (at >= 0 && at <= filter.length()) {
        int end = Math.min(filter.length(), at + Math.max(1, wordLength(filter, at)));
        Span text = Parts.span("mono", filter.substring(0, at));
        text.add(Parts.span("bad", at < filter.length() ? filter.substring(at, end) : "\u00a0"), new Span(filter.substring(end)));
        getContent().add(text);
      }
      getContent().add(new Span(refusal.message()));
      setVisible(true);
    }

    private static int position(Refusal refusal) {
      return refusal instanceof Refusal.Invalid invalid && !invalid.violations().isEmpty()
          ? invalid.violations().getFirst().position()
          : -1;
    }

    private static int wordLength(String filter, int at) {
      int end = at;
      while (end < filter.length() && !Character.isWhitespace(filter.charAt(end))) {
        end++;
      }
      return end - at;
    }
  }
}
