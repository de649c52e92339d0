package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.filter.FilterClauses;
import java.util.List;
import java.util.function.Consumer;

/** The conditions of a filter as clauses. Those for which there is no room fold to a number. */
final class FilterChips extends Composite<Span> {
  private static final int LETTERS_WITH_ROOM = 110;
  private static final int LETTERS_WITHOUT_ROOM = 40;

  private final Consumer<FilterClauses.Clause> onOpen;
  private final Consumer<FilterClauses.Clause> onRemove;
  private List<FilterClauses.Clause> clauses = List.of();
  private FilterBar.Room room = FilterBar.Room.ENOUGH;
  private boolean unfolded;

  FilterChips(Consumer<FilterClauses.Clause> onOpen, Consumer<FilterClauses.Clause> onRemove) {
    this.onOpen = onOpen;
    this.onRemove = onRemove;
    getContent().addClassName("ew-clauses");
  }

  void show(List<FilterClauses.Clause> shown) {
    clauses = shown;
    unfolded = false;
    draw();
  }

  void fold(FilterBar.Room now) {
    if (now != room) {
      room = now;
      draw();
    }
  }

  private void draw() {
    getContent().removeAll();
    int visible = unfolded ? clauses.size() : fitting();
    for (int index = 0; index < visible; index++) {
      if (index > 0) {
        getContent().add(Parts.span("and", text("filter.and")));
      }
      getContent().add(chip(clauses.get(index), index));
    }
    if (visible < clauses.size()) {
      int folded = clauses.size() - visible;
      NativeButton rest = new NativeButton("+" + folded, click -> unfold());
      rest.addClassName("ew-clause-rest");
      rest.setAriaLabel(text("filter.folded", folded));
      getContent().add(Parts.testId(rest, "filter-folded"));
    }
    if (!clauses.isEmpty()) {
      getContent().add(Parts.span("and", text("filter.and")));
    }
  }

  private void unfold() {
    unfolded = true;
    draw();
  }

  /** The first one always fits. */
  private int fitting() {
    int letters = room == FilterBar.Room.ENOUGH ? LETTERS_WITH_ROOM : LETTERS_WITHOUT_ROOM;
    int visible = 0;
    for (FilterClauses.Clause clause : clauses) {
      letters -= clause.text().length();
      if (visible > 0 && letters < 0) {
        break;
      }
      visible++;
    }
    return visible;
  }

  private Span chip(FilterClauses.Clause clause, int index) {
    boolean plain = !clause.field().isEmpty();
    NativeButton edit = new NativeButton("", click -> onOpen.accept(clause));
    edit.add(
        Parts.span("f", plain ? clause.field() : clause.text()),
        Parts.span("o", clause.operator()),
        Parts.span("v", clause.value()));
    NativeButton remove = new NativeButton("", click -> onRemove.accept(clause));
    remove.addClassName("x");
    remove.add(new Icon("x"));
    remove.setAriaLabel(text("filter.remove", clause.text()));
    return Parts.testId(Parts.span("ew-clause", edit, remove), "filter-clause-" + index);
  }
}
