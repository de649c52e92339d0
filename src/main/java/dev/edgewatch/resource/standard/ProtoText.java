package dev.edgewatch.resource.standard;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.Locale;

/**
 * A published file as the text of a {@code .proto} file, for people who generate clients. Options
 * are left out, our declarations among them: clients need none.
 */
public final class ProtoText {
  /** Imported for the declarations alone. */
  private static final String DECLARATIONS = "edgewatch/annotations.proto";

  private final StringBuilder text = new StringBuilder();
  private int depth;

  private ProtoText() {}

  public static String of(FileDescriptor file) {
    ProtoText proto = new ProtoText();
    proto.file(file);
    return proto.text.toString();
  }

  private void file(FileDescriptor file) {
    line("syntax = \"proto3\";");
    line("");
    line("package " + file.getPackage() + ";");
    line("");
    file.getDependencies().stream()
        .map(FileDescriptor::getName)
        .filter(name -> !name.equals(DECLARATIONS))
        .sorted()
        .forEach(name -> line("import " + visibility(file, name) + "\"" + name + "\";"));
    file.getServices().forEach(this::service);
    file.getMessageTypes().forEach(this::message);
    file.getEnumTypes().forEach(this::enumeration);
  }

  private static String visibility(FileDescriptor file, String imported) {
    boolean seenByImporters =
        file.getPublicDependencies().stream().anyMatch(seen -> seen.getName().equals(imported));
    return seenByImporters ? "public " : "";
  }

  private void service(ServiceDescriptor service) {
    open("service " + service.getName());
    service.getMethods().forEach(this::method);
    close();
  }

  private void method(MethodDescriptor method) {
    line(
        "rpc %s(%s%s) returns (%s%s);"
            .formatted(
                method.getName(),
                method.toProto().getClientStreaming() ? "stream " : "",
                method.getInputType().getFullName(),
                method.toProto().getServerStreaming() ? "stream " : "",
                method.getOutputType().getFullName()));
  }

  private void message(Descriptor message) {
    open("message " + message.getName());
    for (FieldDescriptor field : message.getFields()) {
      OneofDescriptor oneof = field.getRealContainingOneof();
      if (oneof == null) {
        field(field);
      } else if (oneof.getField(0) == field) {
        open("oneof " + oneof.getName());
        oneof.getFields().forEach(this::field);
        close();
      }
    }
    message.getNestedTypes().stream()
        .filter(nested -> !nested.getOptions().getMapEntry())
        .forEach(this::message);
    message.getEnumTypes().forEach(this::enumeration);
    close();
  }

  private void field(FieldDescriptor field) {
    String label = "";
    if (field.isRepeated() && !field.isMapField()) {
      label = "repeated ";
    } else if (field.toProto().getProto3Optional()) {
      label = "optional ";
    }
    line("%s%s %s = %d;".formatted(label, type(field), field.getName(), field.getNumber()));
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      return "map<%s, %s>"
          .formatted(type(entry.findFieldByNumber(1)), type(entry.findFieldByNumber(2)));
    }
    return switch (field.getJavaType()) {
      case MESSAGE -> "." + field.getMessageType().getFullName();
      case ENUM -> "." + field.getEnumType().getFullName();
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
          field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private void enumeration(EnumDescriptor enumeration) {
    open("enum " + enumeration.getName());
    if (enumeration.toProto().getOptions().getAllowAlias()) {
      line("option allow_alias = true;");
    }
    enumeration
        .getValues()
        .forEach(value -> line(value.getName() + " = " + value.getNumber() + ";"));
    close();
  }

  private void open(String what) {
    if (depth == 0) {
      line("");
    }
    line(what + " {");
    depth++;
  }

  private void close() {
    depth--;
    line("}");
  }

  private void line(String content) {
    text.append(content.isEmpty() ? "" : "  ".repeat(depth)).append(content).append('\n');
  }
}
