package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of several fields there is, and that field. */
final class OneofControl implements Control {
  private final Controls kinds;
  private final String prefix;
  private final Runnable onChange;
  private final Select<FieldDescriptor> which = new Select<>();
  private final Div holder = Parts.div("");
  private final Div frame = Parts.div("ew-labels-field", which, holder);
  private @Nullable Control control;

  OneofControl(OneofDescriptor oneof, String prefix, Controls kinds, Runnable onChange) {
    this.kinds = kinds;
    this.prefix = prefix;
    this.onChange = onChange;
    which.setAriaLabel(TypeNames.field(oneof.getName()));
    which.setItems(oneof.getFields());
    which.setEmptySelectionAllowed(true);
    which.setEmptySelectionCaption(text("form.notset"));
    which.setItemLabelGenerator(
        field -> field == null ? text("form.notset") : TypeNames.field(field));
    which.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            choose(changed.getValue(), List.of());
            onChange.run();
          }
        });
    Parts.testId(which, "which-" + oneof.getName());
  }

  @Override
  public Component component() {
    return frame;
  }

  @Override
  public void show(List<Object> values) {
    if (values.isEmpty()) {
      which.setValue(null);
      choose(null, List.of());
    } else {
      Chosen chosen = (Chosen) values.getFirst();
      which.setValue(chosen.field());
      choose(chosen.field(), List.of(chosen.value()));
    }
  }

  private void choose(@Nullable FieldDescriptor field, List<Object> values) {
    holder.removeAll();
    control = null;
    if (field != null) {
      Control chosen = kinds.single(field, prefix + field.getName(), onChange);
      chosen.show(values);
      holder.add(chosen.component());
      control = chosen;
    }
  }

  @Override
  public Optional<List<Object>> values() {
    FieldDescriptor field = which.getValue();
    Control chosen = control;
    if (field == null || chosen == null) {
      return Optional.of(List.of());
    }
    return chosen
        .values()
        .map(
            values ->
                List.of(new Chosen(field, values.isEmpty() ? nothing(field) : values.getFirst())));
  }

  private static Object nothing(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        ? DynamicMessage.getDefaultInstance(field.getMessageType())
        : field.getDefaultValue();
  }
}
