package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.edgewatch.console.ui.part.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which columns are shown, and how high rows are. Hidden columns are not asked for. */
final class ColumnChooser {
  private final List<LiveColumn> columns;
  private final Map<String, Checkbox> boxes = new LinkedHashMap<>();
  private final Span shown = Parts.span("s12 t3", "");
  private final Consumer<List<String>> onChosen;

  ColumnChooser(List<LiveColumn> columns, Button opener, Consumer<List<String>> onChosen) {
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
    popover.add(
        Parts.div("ew-columns-head", Parts.span("semi", text("columns.title")), shown, reset));
    Div list = Parts.div("ew-columns");
    for (LiveColumn column : columns) {
      Checkbox box = new Checkbox(column.title());
      box.setEnabled(column.presence() != LiveColumn.Presence.ALWAYS);
      box.addValueChangeListener(
          change -> {
            if (change.isFromClient()) {
              chosen();
            }
          });
      boxes.put(column.key(), Parts.testId(box, "column-" + column.key()));
      list.add(box);
    }
    popover.add(list, density(), Parts.div("ew-columns-note", new Span(text("columns.note"))));
    Parts.testId(popover, "columns-popover");
  }

  void show(List<String> visible) {
    boxes.forEach((key, box) -> box.setValue(visible.contains(key)));
    shown.setText(text("columns.shown", visible.size(), columns.size()));
  }

  /**
   * The columns a state of the address stands for, in the order of the list; unknown ones are left
   * out.
   */
  static List<String> visible(List<LiveColumn> columns, List<String> chosen) {
    return columns.stream()
        .filter(
            column ->
                column.presence() == LiveColumn.Presence.ALWAYS
                    || (chosen.isEmpty() ? column.standard() : chosen.contains(column.key())))
        .map(LiveColumn::key)
        .toList();
  }

  private void chosen() {
    List<String> keys =
        boxes.entrySet().stream()
            .filter(box -> box.getValue().getValue())
            .map(Map.Entry::getKey)
            .toList();
    onChosen.accept(keys.equals(visible(columns, List.of())) ? List.of() : keys);
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
