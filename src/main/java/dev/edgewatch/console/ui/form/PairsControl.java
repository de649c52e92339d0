package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A map as rows of key and value. Rows without a key are left out, of equal keys the last counts.
 */
final class PairsControl implements Control {
  private final Function<Runnable, Control> makeKey;
  private final Function<Runnable, Control> makeValue;
  private final Object emptyValue;
  private final Runnable onChange;
  private final Div frame = Parts.div("ew-labels-field");
  private final Div rows = Parts.div("ew-label-rows");
  private final List<Row> all = new ArrayList<>();

  private record Row(Control key, Control value) {}

  /**
   * @param emptyValue what a key has whose value is left empty
   */
  PairsControl(
      String label,
      String key,
      Function<Runnable, Control> makeKey,
      Function<Runnable, Control> makeValue,
      Object emptyValue,
      Runnable onChange) {
    this.makeKey = makeKey;
    this.makeValue = makeValue;
    this.emptyValue = emptyValue;
    this.onChange = onChange;
    var add =
        Parts.small(
            Parts.button(text("rows.add"), "plus", "add-" + key, () -> add(List.of(), List.of())));
    add.setAriaLabel(text("rows.add.to", label));
    frame.add(rows, add);
  }

  @Override
  public Component component() {
    return frame;
  }

  @Override
  public void show(List<Object> values) {
    if (values().filter(values::equals).isPresent()) {
      return;
    }
    all.clear();
    rows.removeAll();
    values.forEach(pair -> add(List.of(((Pair) pair).key()), List.of(((Pair) pair).value())));
  }

  private void add(List<Object> key, List<Object> value) {
    Row row = new Row(makeKey.apply(onChange), makeValue.apply(onChange));
    row.key().show(key);
    row.value().show(value);
    Div line =
        Parts.div(
            "ew-label-row", row.key().component(), Parts.span("t3", "="), row.value().component());
    line.add(
        Parts.iconButton(
            text("rows.remove"),
            "x",
            "row-remove",
            () -> {
              all.remove(row);
              rows.remove(line);
              onChange.run();
            }));
    all.add(row);
    rows.add(line);
  }

  @Override
  public Optional<List<Object>> values() {
    Map<String, Object> pairs = new TreeMap<>();
    for (Row row : all) {
      Optional<List<Object>> key = row.key().values();
      Optional<List<Object>> value = row.value().values();
      if (key.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      if (!key.get().isEmpty()) {
        Object known = key.get().getFirst();
        Object held = value.get().isEmpty() ? emptyValue : value.get().getFirst();
        pairs.put(String.valueOf(known), new Pair(known, held));
      }
    }
    return Optional.of(List.copyOf(pairs.values()));
  }
}
