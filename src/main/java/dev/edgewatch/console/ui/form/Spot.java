package dev.edgewatch.console.ui.form;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.console.ui.form.Control.Chosen;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A place in a message that is edited as one: a field, or a oneof with all its fields. */
sealed interface Spot {
  /** Path below the message it was made for. */
  String key();

  String label();

  List<Object> read(Message message);

  void write(Message.Builder message, List<Object> values);

  /** Paths to send when one value takes the place of another. */
  SortedSet<String> paths(List<Object> before, List<Object> after);

  /** A field that is in no oneof. */
  record Field(FieldPath path) implements Spot {
    @Override
    public String key() {
      return path.text();
    }

    @Override
    public String label() {
      return TypeNames.field(path.declaredField());
    }

    @Override
    public List<Object> read(Message message) {
      return Slots.read(path, message);
    }

    @Override
    public void write(Message.Builder message, List<Object> values) {
      Slots.write(path, message, values);
    }

    @Override
    public SortedSet<String> paths(List<Object> before, List<Object> after) {
      return new TreeSet<>(List.of(path.text()));
    }
  }

  /** A oneof; {@code prefix} leads to its message and ends in a dot, or is empty. */
  record Oneof(Descriptor root, String prefix, OneofDescriptor oneof) implements Spot {
    @Override
    public String key() {
      return prefix + oneof.getName();
    }

    @Override
    public String label() {
      return TypeNames.field(oneof.getName());
    }

    @Override
    public List<Object> read(Message message) {
      for (FieldDescriptor field : oneof.getFields()) {
        FieldPath path = path(field);
        Optional<Object> value = path.value(message);
        if (value.isPresent() && path.isSet(message)) {
          return List.of(new Chosen(field, value.get()));
        }
      }
      return List.of();
    }

    @Override
    public void write(Message.Builder message, List<Object> values) {
      oneof.getFields().forEach(field -> path(field).clear(message));
      values.forEach(
          value -> path(((Chosen) value).field()).set(message, ((Chosen) value).value()));
    }

    @Override
    public SortedSet<String> paths(List<Object> before, List<Object> after) {
      var paths = new TreeSet<String>();
      before.forEach(value -> paths.add(path(((Chosen) value).field()).text()));
      after.forEach(value -> paths.add(path(((Chosen) value).field()).text()));
      return paths;
    }

    private FieldPath path(FieldDescriptor field) {
      return FieldPath.parse(root, prefix + field.getName());
    }
  }

  /** All of a message. */
  static List<Spot> of(Descriptor message) {
    return of(message, message, "");
  }

  /** All of a message inside another one. */
  static List<Spot> of(Descriptor root, Descriptor message, String prefix) {
    List<Spot> spots = new ArrayList<>();
    message.getFields().stream()
        .filter(field -> field.getRealContainingOneof() == null)
        .forEach(field -> spots.add(new Field(FieldPath.parse(root, prefix + field.getName()))));
    message.getRealOneofs().forEach(oneof -> spots.add(new Oneof(root, prefix, oneof)));
    return spots;
  }
}
