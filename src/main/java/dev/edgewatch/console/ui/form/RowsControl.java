package dev.edgewatch.console.ui.form;

import com.vaadin.flow.component.Component;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A list, a row for each item. Rows that say nothing are left out. */
final class RowsControl implements Control {
  private final Function<Runnable, Control> makeItem;
  private final Runnable onChange;
  private final RowFrame rows;
  private final List<Control> items = new ArrayList<>();

  /**
   * @param makeItem makes the control of one item, given what it calls when it was edited
   */
  RowsControl(String label, String key, Function<Runnable, Control> makeItem, Runnable onChange) {
    this.makeItem = makeItem;
    this.onChange = onChange;
    this.rows =
        new RowFrame(
            "ew-rows",
            label,
            key,
            () -> {
              add(List.of());
              onChange.run();
            });
  }

  @Override
  public Component component() {
    return rows.component();
  }

  @Override
  public void show(List<Object> values) {
    items.clear();
    rows.clear();
    values.forEach(value -> add(List.of(value)));
  }

  private void add(List<Object> value) {
    Control item = makeItem.apply(onChange);
    item.show(value);
    items.add(item);
    rows.add(
        Parts.div("ew-row", Parts.div("grow", item.component())),
        () -> {
          items.remove(item);
          onChange.run();
        });
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
