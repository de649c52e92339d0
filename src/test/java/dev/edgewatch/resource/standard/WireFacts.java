package dev.edgewatch.resource.standard;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is on the wire, one fact a line: of the contract from its list, of ours from descriptors.
 */
final class WireFacts {
  private final SortedSet<String> facts = new TreeSet<>();
  private final Set<String> visited = new HashSet<>();

  static SortedSet<String> ofContract() {
    try (InputStream list = WireFacts.class.getResourceAsStream("/contract/wire-facts.txt")) {
      return new TreeSet<>(
          new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Facts of the services and of everything their messages reach, but for protobuf's own types. */
  static SortedSet<String> of(Iterable<ServiceDescriptor> services) {
    WireFacts facts = new WireFacts();
    services.forEach(service -> service.getMethods().forEach(facts::method));
    return facts.facts;
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
    message(method.getInputType());
    message(method.getOutputType());
  }

  private void message(Descriptor message) {
    if (message.getFullName().startsWith("google.") || !visited.add(message.getFullName())) {
      return;
    }
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
    FieldDescriptor value =
        field.isMapField() ? field.getMessageType().findFieldByName("value") : field;
    if (value.getType() == FieldDescriptor.Type.MESSAGE) {
      message(value.getMessageType());
    } else if (value.getType() == FieldDescriptor.Type.ENUM) {
      enumeration(value.getEnumType());
    }
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
