package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.select.Select;
import dev.edgewatch.console.ui.part.TypeNames;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of few values: of an enumeration, or yes, no and not set. */
final class ChoiceControl implements Control {
  private final Select<Object> select = new Select<>();
  private List<Object> shown = List.of();

  ChoiceControl(FieldDescriptor field, String label, Runnable onChange) {
    select.setAriaLabel(label);
    select.setItems(choices(field));
    select.setEmptySelectionAllowed(true);
    select.setEmptySelectionCaption(text("form.notset"));
    select.setItemLabelGenerator(ChoiceControl::words);
    select.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            shown = changed.getValue() == null ? List.of() : List.of(changed.getValue());
            onChange.run();
          }
        });
  }

  private static List<Object> choices(FieldDescriptor field) {
    if (field.getJavaType() == FieldDescriptor.JavaType.BOOLEAN) {
      return List.of(true, false);
    }
    return field.getEnumType().getValues().stream()
        .filter(value -> field.hasPresence() || field.isRepeated() || value.getNumber() != 0)
        .map(Object.class::cast)
        .toList();
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case null -> text("form.notset");
      case EnumValueDescriptor one -> TypeNames.value(one.getName());
      case Boolean on -> text(on ? "yes" : "no");
      default -> String.valueOf(value);
    };
  }

  @Override
  public Component component() {
    return select;
  }

  @Override
  public void show(List<Object> values) {
    shown = values;
    select.setValue(values.isEmpty() ? null : values.getFirst());
  }

  @Override
  public Optional<List<Object>> values() {
    return Optional.of(shown);
  }
}
