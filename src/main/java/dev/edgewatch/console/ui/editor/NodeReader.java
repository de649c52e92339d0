package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.console.ui.form.ScalarText;
import dev.edgewatch.console.ui.part.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Puts the nodes of a text into a message; goes on behind a problem, so that all are found. */
final class NodeReader {
  private final List<TextProblem> problems = new ArrayList<>();
  private final Map<String, NodeTuple> places = new LinkedHashMap<>();

  List<TextProblem> problems() {
    return List.copyOf(problems);
  }

  Map<String, NodeTuple> places() {
    return places;
  }

  /**
   * Reads the fields of a message.
   *
   * @param prefix its path, empty or ending in a dot
   */
  void read(MappingNode node, Message.Builder into, String prefix) {
    Set<FieldDescriptor> seen = new HashSet<>();
    for (NodeTuple tuple : node.getValue()) {
      Optional<FieldDescriptor> field = field(tuple.getKeyNode(), into.getDescriptorForType());
      field.ifPresent(known -> readField(known, tuple, into, prefix, seen));
    }
  }

  private void readField(
      FieldDescriptor field,
      NodeTuple tuple,
      Message.Builder into,
      String prefix,
      Set<FieldDescriptor> seen) {
    String path = prefix + field.getName();
    if (!seen.add(field)) {
      problem(tuple.getKeyNode(), text("editor.twice", field.getName()));
      return;
    }
    places.putIfAbsent(path, tuple);
    Node value = tuple.getValueNode();
    if (NodeJson.isNull(value) && !NodeJson.holdsNull(field)) {
      return;
    }
    var oneof = field.getRealContainingOneof();
    if (oneof != null && into.hasOneof(oneof)) {
      String other = into.getOneofFieldDescriptor(oneof).getName();
      problem(tuple.getKeyNode(), text("editor.oneof", field.getName(), other));
      return;
    }
    if (field.isMapField()) {
      readMap(field, value, into, path);
    } else if (field.isRepeated()) {
      readList(field, value, into, path);
    } else {
      single(field, value, into, path).ifPresent(read -> into.setField(field, read));
    }
  }

  /** The field that a key names, as it is declared or in camel case. */
  private Optional<FieldDescriptor> field(Node key, Descriptor message) {
    String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
    Optional<FieldDescriptor> field =
        message.getFields().stream()
            .filter(one -> one.getName().equals(name) || one.getJsonName().equals(name))
            .findFirst();
    if (field.isEmpty()) {
      problem(key, text("editor.nofield", name, message.getName(), Nearest.words(name, message)));
    }
    return field;
  }

  private void readMap(FieldDescriptor field, Node node, Message.Builder into, String path) {
    if (!(node instanceof MappingNode mapping)) {
      problem(node, text("editor.expected.map"));
      return;
    }
    FieldDescriptor keys = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
    Set<Object> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Message.Builder entry = into.newBuilderForField(field);
      Optional<Object> key = single(keys, tuple.getKeyNode(), entry, path);
      if (key.isPresent() && !seen.add(key.get())) {
        problem(tuple.getKeyNode(), text("editor.twice", String.valueOf(key.get())));
        continue;
      }
      Optional<Object> value = single(values, tuple.getValueNode(), entry, path);
      if (key.isPresent() && value.isPresent()) {
        into.addRepeatedField(
            field, entry.setField(keys, key.get()).setField(values, value.get()).build());
      }
    }
  }

  private void readList(FieldDescriptor field, Node node, Message.Builder into, String path) {
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        single(field, item, into, path).ifPresent(read -> into.addRepeatedField(field, read));
      }
    } else {
      problem(node, text("editor.expected.list"));
    }
  }

  /** One value of a field, of a list's item, or of a map's key or value. */
  private Optional<Object> single(
      FieldDescriptor field, Node node, Message.Builder parent, String path) {
    if (!Values.hasFields(field)) {
      return leaf(field, node, parent);
    }
    if (!(node instanceof MappingNode mapping)) {
      problem(node, text("editor.expected.message", field.getMessageType().getName()));
      return Optional.empty();
    }
    Message.Builder inner = parent.newBuilderForField(field);
    read(mapping, inner, path + ".");
    return Optional.of(inner.build());
  }

  private Optional<Object> leaf(FieldDescriptor field, Node node, Message.Builder parent) {
    try {
      Object value = NodeJson.value(field, node);
      if (value instanceof Message message) {
        return Optional.of(
            parent.newBuilderForField(field).mergeFrom(message.toByteString()).build());
      }
      return Optional.of(value);
    } catch (InvalidProtocolBufferException | IllegalArgumentException bad) {
      String written = node instanceof ScalarNode scalar ? scalar.getValue() : NodeJson.kind(node);
      problem(node, text("form.unreadable", written, ScalarText.expectedJson(field)));
      return Optional.empty();
    }
  }

  private void problem(Node node, String words) {
    problems.add(TextProblem.at(node, words));
  }
}
