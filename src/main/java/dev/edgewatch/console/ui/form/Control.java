package dev.edgewatch.console.ui.form;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;

/**
 * Where the value of one field is edited. Values are lists for every kind of field: nothing or one
 * for a single field, the items of a list, {@link Pair}s of a map by key, one {@link Chosen} of a
 * oneof.
 */
interface Control {
  Component component();

  /** Puts values in; whoever listens is not told. */
  void show(List<Object> values);

  /** What is in it; empty while something in it cannot be read, which it says itself. */
  Optional<List<Object>> values();

  /** One entry of a map. */
  record Pair(Object key, Object value) {}

  /** What a oneof holds. */
  record Chosen(FieldDescriptor field, Object value) {}
}
