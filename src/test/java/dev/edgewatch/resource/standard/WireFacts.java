package dev.edgewatch.resource.standard;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is on the wire, one fact a line: of the contract from its list, of ours from descriptors.
 */
public final class WireFacts {
  /**
   * An API that is out of scope. The list has some fields of its messages, and not one of its
   * messages.
   */
  private static final String OUT_OF_SCOPE = "field ntt.cellular_api.";

  private final SortedSet<String> facts = new TreeSet<>();
  private final Set<String> visited = new HashSet<>();

  public static SortedSet<String> ofContract() {
    try (InputStream list =
        Objects.requireNonNull(WireFacts.class.getResourceAsStream("/contract/wire-facts.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(fact -> !fact.startsWith(OUT_OF_SCOPE))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** All that these files and what they import declare in the packages of the public API. */
  public static SortedSet<String> of(Iterable<FileDescriptor> files) {
    WireFacts facts = new WireFacts();
    files.forEach(facts::file);
    return facts.facts;
  }

  private void file(FileDescriptor file) {
    if (!visited.add(file.getName())) {
      return;
    }
    file.getDependencies().forEach(this::file);
    if (file.getPackage().startsWith("ntt.") || file.getPackage().startsWith("goten.")) {
      file.getServices().forEach(service -> service.getMethods().forEach(this::method));
      file.getMessageTypes().forEach(this::message);
      file.getEnumTypes().forEach(this::enumeration);
    }
  }

  private void method(MethodDescriptor method) {
    facts.add(
        "rpc %s(%s%s)->%s%s"
            .formatted(
                method.getFullName(),
                method.toProto().getClientStreaming() ? "stream " : "",
                method.getInputType().getFullName(),
                method.toProto().getServerStreaming() ? "stream " : "",
                method.getOutputType().getFullName()));
  }

  private void message(Descriptor message) {
    facts.add("message " + message.getFullName());
    message.getNestedTypes().stream()
        .filter(nested -> !nested.getOptions().getMapEntry())
        .forEach(this::message);
    message.getEnumTypes().forEach(this::enumeration);
    message.getFields().forEach(this::field);
  }

  private void field(FieldDescriptor field) {
    OneofDescriptor oneof = field.getRealContainingOneof();
    facts.add(
        "field %s.%s=%d %s%s"
            .formatted(
                field.getContainingType().getFullName(),
                field.getName(),
                field.getNumber(),
                type(field),
                oneof == null ? "" : " oneof " + oneof.getName()));
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      return "map<%s,%s>"
          .formatted(
              type(field.getMessageType().findFieldByName("key")),
              type(field.getMessageType().findFieldByName("value")));
    }
    String one =
        switch (field.getType()) {
          case MESSAGE -> field.getMessageType().getFullName();
          case ENUM -> field.getEnumType().getFullName();
          default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    return field.isRepeated() ? "repeated " + one : one;
  }

  private void enumeration(EnumDescriptor enumeration) {
    enumeration
        .getValues()
        .forEach(
            value ->
                facts.add(
                    "enum %s.%s=%d"
                        .formatted(enumeration.getFullName(), value.getName(), value.getNumber())));
  }
}
