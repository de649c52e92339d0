package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A list, a row for each item. Rows that say nothing are left out. */
final class RowsControl implements Control {
  private final Function<Runnable, Control> makeItem;
  private final Runnable onChange;
  private final Div frame = Parts.div("ew-labels-field");
  private final Div rows = Parts.div("ew-rows");
  private final List<Control> items = new ArrayList<>();

  /**
   * @param makeItem makes the control of one item, given what it calls when it was edited
   */
  RowsControl(String label, String key, Function<Runnable, Control> makeItem, Runnable onChange) {
    this.makeItem = makeItem;
    this.onChange = onChange;
    var add =
        Parts.small(
            Parts.button(
                text("rows.add"),
                "plus",
                "add-" + key,
                () -> {
                  add(List.of());
                  onChange.run();
                }));
    add.setAriaLabel(text("rows.add.to", label));
    frame.add(rows, add);
  }

  @Override
  public Component component() {
    return frame;
  }

  @Override
  public void show(List<Object> values) {
    items.clear();
    rows.removeAll();
    values.forEach(value -> add(List.of(value)));
  }

  private void add(List<Object> value) {
    Control item = makeItem.apply(onChange);
    item.show(value);
    Div line = Parts.div("ew-row", Parts.div("grow", item.component()));
    line.add(
        Parts.iconButton(
            text("rows.remove"),
            "x",
            "row-remove",
            () -> {
              items.remove(item);
              rows.remove(line);
              onChange.run();
            }));
    items.add(item);
    rows.add(line);
  }

  @Override
  public Optional<List<Object>> values() {
    List<Object> all = new ArrayList<>();
    for (Control item : items) {
      Optional<List<Object>> value = item.values();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(value.get());
    }
    return Optional.of(List.copyOf(all));
  }
}
