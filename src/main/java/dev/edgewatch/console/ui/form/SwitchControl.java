package dev.edgewatch.console.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import java.util.List;
import java.util.Optional;

/** Yes or no. */
final class SwitchControl implements Control {
  private final Checkbox box = new Checkbox();
  private List<Object> shown = List.of();

  SwitchControl(String label, Runnable onChange) {
    box.setLabel(label);
    box.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            shown = changed.getValue() ? List.of(true) : List.of();
            onChange.run();
          }
        });
  }

  @Override
  public Component component() {
    return box;
  }

  @Override
  public void show(List<Object> values) {
    shown = values;
    box.setValue(values.contains(true));
  }

  @Override
  public Optional<List<Object>> values() {
    return Optional.of(shown);
  }
}
