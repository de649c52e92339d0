package dev.edgewatch.console.ui.editor;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nodes of a text as values of fields, by the rules of protobuf's JSON. What a plain scalar is
 * follows from its field; where any value may stand, as in a struct, from JSON's own syntax.
 */
final class NodeJson {
  private static final Set<String> FREE_FORM =
      Set.of(
          "google.protobuf.Struct",
          "google.protobuf.Value",
          "google.protobuf.ListValue",
          "google.protobuf.Any",
          "google.protobuf.Empty");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private NodeJson() {}

  /**
   * The value of a field, of a list's item or of a part of a map's entry.
   *
   * @throws InvalidProtocolBufferException when it is none
   * @throws IllegalArgumentException when something with fields or items stands for a single value
   */
  static Object value(FieldDescriptor field, Node node) throws InvalidProtocolBufferException {
    JsonNode json = isFreeForm(field) ? free(node) : scalar(node);
    ObjectNode holder = JSON.objectNode();
    holder.set(field.getName(), field.isRepeated() ? JSON.arrayNode().add(json) : json);
    DynamicMessage.Builder parsed = DynamicMessage.newBuilder(field.getContainingType());
    JsonFormat.parser().merge(holder.toString(), parsed);
    return field.isRepeated() ? parsed.getRepeatedField(field, 0) : parsed.getField(field);
  }

  /** Whether null is a value of the field, and not the same as leaving it out. */
  static boolean holdsNull(FieldDescriptor field) {
    return field.getJavaType() == JavaType.MESSAGE
        && field.getMessageType().getFullName().equals("google.protobuf.Value");
  }

  static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && isPlain(scalar) && isNullWord(scalar.getValue());
  }

  /** Whether a text has to be quoted to stay a text where any value may stand. */
  static boolean readsAsOther(String text) {
    return isNullWord(text)
        || text.equals("true")
        || text.equals("false")
        || NUMBER.matcher(text).matches();
  }

  /** The brackets of what stands where a single value was expected. */
  static String kind(Node node) {
    return node instanceof SequenceNode ? "[…]" : "{…}";
  }

  private static boolean isNullWord(String text) {
    return text.isEmpty() || text.equals("~") || text.equals("null");
  }

  private static boolean isPlain(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN;
  }

  private static boolean isFreeForm(FieldDescriptor field) {
    return field.getJavaType() == JavaType.MESSAGE
        && FREE_FORM.contains(field.getMessageType().getFullName());
  }

  /** Protobuf's JSON takes numbers and switches in quotes as well. */
  private static JsonNode scalar(Node node) {
    if (node instanceof ScalarNode scalar) {
      return JSON.stringNode(scalar.getValue());
    }
    throw new IllegalArgumentException("not a single value");
  }

  private static JsonNode free(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
          object.set(scalar(tuple.getKeyNode()).asString(), free(tuple.getValueNode()));
        }
        yield object;
      }
      case SequenceNode sequence -> {
        ArrayNode array = JSON.arrayNode();
        sequence.getValue().forEach(item -> array.add(free(item)));
        yield array;
      }
      case ScalarNode scalar -> isPlain(scalar) ? plain(scalar.getValue()) : scalar(scalar);
      default -> throw new IllegalArgumentException("neither fields, items nor a value");
    };
  }

  private static JsonNode plain(String text) {
    if (isNullWord(text)) {
      return JSON.nullNode();
    }
    if (text.equals("true") || text.equals("false")) {
      return JSON.booleanNode(text.equals("true"));
    }
    return NUMBER.matcher(text).matches()
        ? JSON.numberNode(new BigDecimal(text))
        : JSON.stringNode(text);
  }
}
