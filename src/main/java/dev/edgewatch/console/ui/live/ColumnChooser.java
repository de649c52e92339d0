package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which columns are shown and in which order, and how high rows are. Hidden columns are not asked
 * for.
 */
final class ColumnChooser {
  private final List<LiveColumn> columns;
  private final List<ColumnLine> lines = new ArrayList<>();
  private final Div list = Parts.div("ew-columns");
  private final Span count = Parts.span("s12 t3", "");
  private final Consumer<List<ColumnChoice>> onChosen;
  private List<ColumnChoice> shown = List.of();

  ColumnChooser(List<LiveColumn> columns, Button opener, Consumer<List<ColumnChoice>> onChosen) {
    this.columns = columns;
    this.onChosen = onChosen;
    Popover popover = new Popover();
    popover.setTarget(opener);
    popover.setPosition(PopoverPosition.BOTTOM_END);
    popover.setWidth("272px");
    popover.setAriaLabel(text("columns.title"));
    NativeButton reset =
        new NativeButton(text("columns.reset"), click -> onChosen.accept(List.of()));
    reset.addClassName("ew-link");
    Parts.testId(reset, "columns-reset");
    popover.add(
        Parts.div("ew-columns-head", Parts.span("semi", text("columns.title")), count, reset));
    for (LiveColumn column : columns) {
      lines.add(new ColumnLine(column, this::tick, this::move));
    }
    lines.forEach(list::add);
    popover.add(list, density(), Parts.div("ew-columns-note", new Span(text("columns.note"))));
    Parts.testId(popover, "columns-popover");
  }

  void show(List<ColumnChoice> choices) {
    shown = choices;
    count.setText(text("columns.shown", choices.size(), columns.size()));
    lines.forEach(line -> line.show(ColumnChoice.find(choices, line.key()).isPresent()));
    arrange(orderOf(choices));
  }

  /** Shown columns in their order, then the hidden ones in that of the list. */
  private List<String> orderOf(List<ColumnChoice> choices) {
    List<String> order = new ArrayList<>(choices.stream().map(ColumnChoice::key).toList());
    columns.stream().map(LiveColumn::key).filter(key -> !order.contains(key)).forEach(order::add);
    return order;
  }

  private void arrange(List<String> order) {
    List<String> present = lines.stream().map(ColumnLine::key).toList();
    if (order.equals(present)) {
      return;
    }
    lines.sort((a, b) -> Integer.compare(order.indexOf(a.key()), order.indexOf(b.key())));
    list.removeAll();
    lines.forEach(list::add);
  }

  private void tick(String key, boolean wanted) {
    List<ColumnChoice> next = new ArrayList<>(shown);
    if (wanted) {
      next.add(ColumnChoice.standard(key));
      next.sort((a, b) -> Integer.compare(place(a), place(b)));
    } else {
      next.removeIf(one -> one.key().equals(key));
    }
    choose(next);
  }

  private int place(ColumnChoice choice) {
    return lines.stream().map(ColumnLine::key).toList().indexOf(choice.key());
  }

  /** Puts a column in the place of another one. */
  private void move(String key, int by) {
    List<String> order = new ArrayList<>(lines.stream().map(ColumnLine::key).toList());
    int from = order.indexOf(key);
    int to = Math.clamp(from + by, firstFree(), order.size() - 1);
    order.remove(from);
    order.add(to, key);
    arrange(order);
    List<ColumnChoice> next = new ArrayList<>(shown);
    next.sort((a, b) -> Integer.compare(place(a), place(b)));
    choose(next);
    lines.get(to).focus();
  }

  /** Columns that cannot be hidden stand first. */
  private int firstFree() {
    return (int)
        columns.stream().filter(column -> column.presence() == LiveColumn.Presence.ALWAYS).count();
  }

  private void choose(List<ColumnChoice> next) {
    onChosen.accept(
        next.equals(ColumnChoice.shown(columns, List.of())) ? List.of() : List.copyOf(next));
  }

  private static Div density() {
    Div choice = Parts.div("ew-density", Parts.span("semi", text("columns.density")));
    for (String density : List.of("dense", "roomy")) {
      NativeButton button = new NativeButton(text("columns." + density));
      button.addClassName(density);
      button
          .getElement()
          .executeJs("this.addEventListener('click', () => window.edgewatch.density($0))", density);
      choice.add(Parts.testId(button, "density-" + density));
    }
    return choice;
  }
}
