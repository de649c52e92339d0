package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.console.ui.part.Values;
import dev.edgewatch.resource.FieldPermission;
import dev.edgewatch.resource.Reference;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the fields of a type are, in words, from its descriptor and its declaration. */
final class Schema {
  /** Messages can hold themselves. */
  private static final int DEEPEST = 7;

  private static final int MOST = 2000;

  private final ResourceType type;

  Schema(ResourceType type) {
    this.type = type;
  }

  /**
   * A field.
   *
   * @param path without items of lists and keys of maps
   * @param kind what it holds
   * @param help what else there is to know; empty for nothing
   * @param locked whether only the server writes it
   * @param values what it may be, when that is one of few
   * @param holds whether it has fields of its own
   * @param list whether it is a list
   * @param map whether it is a map
   */
  record Field(
      String path,
      String kind,
      String help,
      boolean locked,
      List<String> values,
      boolean holds,
      boolean list,
      boolean map) {}

  /** All fields, each before those in it. */
  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    add(type.descriptor(), "", false, 1, fields);
    return fields;
  }

  private void add(
      Descriptor message, String prefix, boolean locked, int depth, List<Field> fields) {
    for (FieldDescriptor field : message.getFields()) {
      String path = prefix + field.getName();
      boolean isLocked = locked || isLocked(path);
      Descriptor inner = inner(field);
      fields.add(
          new Field(
              path,
              kind(field, path),
              help(field, path, isLocked),
              isLocked,
              values(field),
              inner != null,
              field.isRepeated() && !field.isMapField(),
              field.isMapField()));
      boolean goesOn = depth < DEEPEST && fields.size() < MOST && !message.equals(inner);
      if (inner != null && goesOn) {
        add(inner, path + ".", isLocked, depth + 1, fields);
      }
    }
  }

  /** The message whose fields stand below a field; null when none do. */
  private static @Nullable Descriptor inner(FieldDescriptor field) {
    FieldDescriptor held = field.isMapField() ? value(field) : field;
    return Values.hasFields(held) ? held.getMessageType() : null;
  }

  private static FieldDescriptor value(FieldDescriptor map) {
    return map.getMessageType().findFieldByNumber(2);
  }

  /** By text, because not every path of the schema names one field of a resource. */
  private boolean isLocked(String path) {
    return path.equals("name")
        || type.outputOnly().paths().stream().anyMatch(one -> one.text().equals(path));
  }

  private String kind(FieldDescriptor field, String path) {
    if (field.isMapField()) {
      FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
      return text("editor.kind.map", single(key, path), single(value(field), path));
    }
    String one = single(field, path);
    return field.isRepeated() ? text("editor.kind.list", one) : one;
  }

  private String single(FieldDescriptor field, String path) {
    Optional<Reference> reference =
        type.references().stream().filter(one -> one.path().text().equals(path)).findFirst();
    if (reference.isPresent()) {
      String target = reference.get().target();
      String simple = target.substring(target.lastIndexOf('/') + 1);
      return text("editor.kind.reference", TypeNames.spoken(TypeNames.words(simple)));
    }
    return switch (field.getJavaType()) {
      case INT, LONG -> text("editor.kind.int");
      case FLOAT, DOUBLE -> text("editor.kind.number");
      case BOOLEAN -> text("editor.kind.flag");
      case STRING -> text("editor.kind.text");
      case BYTE_STRING -> text("editor.kind.bytes");
      case ENUM -> field.getEnumType().getName();
      case MESSAGE -> message(field.getMessageType());
    };
  }

  private String message(Descriptor message) {
    return switch (message.getFullName()) {
      case "google.protobuf.Timestamp" -> text("editor.kind.time");
      case "google.protobuf.Duration" -> text("editor.kind.duration");
      case "google.protobuf.FieldMask" -> text("editor.kind.mask");
      case "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.Any" ->
          text("editor.kind.any");
      default -> {
        FieldDescriptor wrapped = message.findFieldByName("value");
        yield Values.isWhole(message) && wrapped != null ? single(wrapped, "") : message.getName();
      }
    };
  }

  private String help(FieldDescriptor field, String path, boolean locked) {
    Stream<String> lock = locked ? Stream.of(text("editor.help.locked")) : Stream.empty();
    Stream<String> oneof =
        field.getRealContainingOneof() == null
            ? Stream.empty()
            : Stream.of(
                text(
                    "editor.help.oneof",
                    field.getRealContainingOneof().getFields().stream()
                        .map(FieldDescriptor::getName)
                        .collect(Collectors.joining(", "))));
    Stream<String> permission =
        type.fieldPermissions().stream()
            .filter(FieldPermission.Set.class::isInstance)
            .filter(one -> one.path().text().equals(path))
            .map(one -> text("editor.help.permission", one.text()));
    return Stream.of(lock, oneof, permission)
        .flatMap(words -> words)
        .collect(Collectors.joining(" · "));
  }

  private static List<String> values(FieldDescriptor field) {
    FieldDescriptor held = field.isMapField() ? value(field) : field;
    return switch (held.getJavaType()) {
      case ENUM ->
          held.getEnumType().getValues().stream().map(EnumValueDescriptor::getName).toList();
      case BOOLEAN -> List.of("true", "false");
      default -> List.of();
    };
  }
}
