package dev.edgewatch.console.ui.form;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.ui.part.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A single value that is typed. */
final class TextControl implements Control {
  private static final Set<String> LONG = Set.of("description", "text", "message", "note");

  private final FieldDescriptor field;
  private final TextFieldBase<?, String> input;
  private List<Object> shown = List.of();

  TextControl(FieldDescriptor field, String label, Runnable onChange) {
    this.field = field;
    this.input = isLong(field) ? new TextArea() : new TextField();
    input.setAriaLabel(label);
    input.setValueChangeMode(ValueChangeMode.LAZY);
    if (field.getType() != FieldDescriptor.Type.STRING) {
      input.setPlaceholder(ScalarText.expected(field));
    }
    input.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            read();
            onChange.run();
          }
        });
  }

  /** Whether what is typed stands in the input as it is. */
  static boolean isTyped(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG, FLOAT, DOUBLE, STRING, BYTE_STRING -> true;
      case BOOLEAN, ENUM -> false;
      case MESSAGE -> Values.isWhole(field.getMessageType());
    };
  }

  private static boolean isLong(FieldDescriptor field) {
    boolean freeForm =
        field.getJavaType() == JavaType.MESSAGE
            && field.getMessageType().getFile().getName().equals("google/protobuf/struct.proto");
    return freeForm || LONG.contains(field.getName());
  }

  @Override
  public Component component() {
    return input;
  }

  @Override
  public void show(List<Object> values) {
    shown = values;
    input.setInvalid(false);
    input.setValue(values.isEmpty() ? "" : ScalarText.print(field, values.getFirst()));
  }

  /** Puts in what somebody typed before. */
  void type(String text) {
    input.setValue(text);
    read();
  }

  @Override
  public Optional<List<Object>> values() {
    return input.isInvalid() ? Optional.empty() : Optional.of(shown);
  }

  private void read() {
    try {
      shown = ScalarText.parse(field, input.getValue());
      input.setInvalid(false);
    } catch (IllegalArgumentException unreadable) {
      input.setErrorMessage(unreadable.getMessage());
      input.setInvalid(true);
    }
  }
}
