package dev.edgewatch.console.ui.form;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message that is edited as one value: an item of a list, a value of a map, part of a oneof. */
final class MessageControl implements Control {
  private final Descriptor type;
  private final Div frame = Parts.div("ew-message");
  private final Map<Spot, Control> controls = new LinkedHashMap<>();
  private Message base;

  /**
   * @param path of the message in its resource, for references in it
   */
  MessageControl(Descriptor type, String path, Controls kinds, Runnable onChange) {
    this.type = type;
    this.base = DynamicMessage.getDefaultInstance(type);
    for (Spot spot : Spot.of(type)) {
      Control control = kinds.of(spot, path.isEmpty() ? "" : path + ".", onChange);
      controls.put(spot, control);
      Div field = Parts.div("fld", Parts.div("fld-label", new Span(spot.label())));
      field.add(control.component());
      Parts.testId(field, "inner-" + spot.key());
      frame.add(field);
    }
  }

  @Override
  public Component component() {
    return frame;
  }

  @Override
  public void show(List<Object> values) {
    base = values.isEmpty() ? DynamicMessage.getDefaultInstance(type) : (Message) values.getFirst();
    controls.forEach((spot, control) -> control.show(spot.read(base)));
  }

  @Override
  public Optional<List<Object>> values() {
    Message.Builder message = base.toBuilder();
    for (Map.Entry<Spot, Control> one : controls.entrySet()) {
      Optional<List<Object>> values = one.getValue().values();
      if (values.isEmpty()) {
        return Optional.empty();
      }
      one.getKey().write(message, values.get());
    }
    return Optional.of(List.of(message.build()));
  }
}
