package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.select.Select;
import dev.edgewatch.console.ui.part.TypeNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of few values: of an enumeration, or yes, no and not set; or of things there are. What is in
 * the field and is none of them is one of the choices as well.
 */
final class ChoiceControl implements Control {
  private final Select<Object> select = new Select<>();
  private final Supplier<List<Object>> choices;
  private List<Object> offered = List.of();
  private List<Object> shown = List.of();

  /** Among the values that a field can have. */
  ChoiceControl(FieldDescriptor field, String label, Runnable onChange) {
    this(() -> choices(field), ChoiceControl::words, label, onChange);
  }

  /** Among things there are, as people call them. */
  static ChoiceControl among(Supplier<List<Offer>> offers, String label, Runnable onChange) {
    return new ChoiceControl(
        () -> offers.get().stream().<Object>map(Offer::value).toList(),
        value ->
            offers.get().stream()
                .filter(offer -> offer.value().equals(value))
                .map(Offer::words)
                .findFirst()
                .orElseGet(() -> words(value)),
        label,
        onChange);
  }

  private ChoiceControl(
      Supplier<List<Object>> choices,
      ItemLabelGenerator<Object> words,
      String label,
      Runnable onChange) {
    this.choices = choices;
    select.setAriaLabel(label);
    select.setEmptySelectionAllowed(true);
    select.setEmptySelectionCaption(text("form.notset"));
    select.setItemLabelGenerator(words);
    offer(List.of());
    select.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            shown = changed.getValue() == null ? List.of() : List.of(changed.getValue());
            onChange.run();
          }
        });
  }

  private void offer(List<Object> values) {
    List<Object> now = Stream.concat(choices.get().stream(), values.stream()).distinct().toList();
    if (!now.equals(offered)) {
      offered = now;
      select.setItems(now);
    }
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
    offer(values);
    select.setValue(values.isEmpty() ? null : values.getFirst());
  }

  @Override
  public Optional<List<Object>> values() {
    return Optional.of(shown);
  }
}
