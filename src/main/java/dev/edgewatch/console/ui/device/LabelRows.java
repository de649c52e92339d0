package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels as rows of key and value. */
final class LabelRows extends Composite<Div> {
  private final Runnable onChange;
  private final Div rows = Parts.div("ew-label-rows");
  private final List<Row> all = new ArrayList<>();

  LabelRows(Runnable onChange) {
    this.onChange = onChange;
    var add =
        Parts.small(
            Parts.button(text("labels.add"), "plus", "label-add", () -> add("", "").focus()));
    getContent().addClassName("ew-labels-field");
    getContent().add(Parts.div("ew-field-label", new Span(text("device.labels"))), rows, add);
    Parts.testId(this, "field-metadata.labels");
  }

  /** Rows without a key are left out; of equal keys the last one counts. */
  Map<String, String> value() {
    Map<String, String> labels = new TreeMap<>();
    all.stream()
        .filter(row -> !row.key().isEmpty())
        .forEach(row -> labels.put(row.key(), row.value()));
    return labels;
  }

  void setValue(Map<String, String> labels) {
    if (labels.equals(value())) {
      return;
    }
    all.clear();
    rows.removeAll();
    new TreeMap<>(labels).forEach(this::add);
  }

  private TextField add(String key, String value) {
    Row row = new Row(field(text("labels.key"), key), field(text("labels.value"), value));
    Div line = Parts.div("ew-label-row", row.keyField(), Parts.span("t3", "="), row.valueField());
    line.add(
        Parts.iconButton(
            text("labels.remove"),
            "x",
            "label-remove",
            () -> {
              all.remove(row);
              rows.remove(line);
              onChange.run();
            }));
    all.add(row);
    rows.add(line);
    return row.keyField();
  }

  private TextField field(String label, String value) {
    TextField field = new TextField();
    field.setAriaLabel(label);
    field.setPlaceholder(label);
    field.setValue(value);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            onChange.run();
          }
        });
    return field;
  }

  private record Row(TextField keyField, TextField valueField) {
    String key() {
      return keyField.getValue().strip();
    }

    String value() {
      return valueField.getValue().strip();
    }
  }
}
