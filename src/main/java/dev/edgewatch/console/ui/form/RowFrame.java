package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.ui.part.Parts;

/** Rows that a person adds and removes. What stands in them is its owner's. */
final class RowFrame {
  private final Div frame = Parts.div("ew-labels-field");
  private final Div rows;

  /**
   * @param rowsClass CSS class of all rows together
   * @param label what the rows are of
   * @param key of the button, for robots
   * @param onAdd called when a person wants one more row
   */
  RowFrame(String rowsClass, String label, String key, Runnable onAdd) {
    rows = Parts.div(rowsClass);
    var add = Parts.small(Parts.button(text("rows.add"), "plus", "add-" + key, onAdd));
    add.setAriaLabel(text("rows.add.to", label));
    frame.add(rows, add);
  }

  Component component() {
    return frame;
  }

  /**
   * Adds a row.
   *
   * @param onRemove called when a person has removed it
   */
  void add(Div row, Runnable onRemove) {
    row.add(
        Parts.iconButton(
            text("rows.remove"),
            "x",
            "row-remove",
            () -> {
              rows.remove(row);
              onRemove.run();
            }));
    rows.add(row);
  }

  void clear() {
    rows.removeAll();
  }
}
