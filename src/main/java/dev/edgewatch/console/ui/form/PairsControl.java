package dev.edgewatch.console.ui.form;

import com.vaadin.flow.component.Component;
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
  private final RowFrame rows;
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
    this.rows = new RowFrame("ew-label-rows", label, key, () -> add(List.of(), List.of()));
  }

  @Override
  public Component component() {
    return rows.component();
  }

  @Override
  public void show(List<Object> values) {
    if (values().filter(values::equals).isPresent()) {
      return;
    }
    all.clear();
    rows.clear();
    values.forEach(pair -> add(List.of(((Pair) pair).key()), List.of(((Pair) pair).value())));
  }

  private void add(List<Object> key, List<Object> value) {
    Row row = new Row(makeKey.apply(onChange), makeValue.apply(onChange));
    row.key().show(key);
    row.value().show(value);
    all.add(row);
    rows.add(
        Parts.div(
            "ew-label-row", row.key().component(), Parts.span("t3", "="), row.value().component()),
        () -> {
          all.remove(row);
          onChange.run();
        });
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
