package dev.edgewatch.resource.standard;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_ENUM;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_STRING;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A proto file in the making. Files of the messages that its fields use become its imports. */
final class ProtoFile {
  private final FileDescriptorProto.Builder file;
  private final Map<String, FileDescriptor> imports = new LinkedHashMap<>();

  ProtoFile(String name, String protoPackage) {
    file =
        FileDescriptorProto.newBuilder().setName(name).setPackage(protoPackage).setSyntax("proto3");
  }

  FileDescriptorProto.Builder proto() {
    return file;
  }

  ProtoMessage message(String name) {
    return new ProtoMessage(
        this, "." + file.getPackage() + "." + name, file.addMessageTypeBuilder().setName(name));
  }

  void imports(FileDescriptor imported) {
    imports.put(imported.getName(), imported);
  }

  FileDescriptor build() {
    file.clearDependency().addAllDependency(imports.keySet());
    try {
      return FileDescriptor.buildFrom(
          file.build(), imports.values().toArray(FileDescriptor[]::new));
    } catch (DescriptorValidationException contradiction) {
      throw new IllegalStateException(
          "derived file " + file.getName() + " is not valid", contradiction);
    }
  }

  /** A message of the file; {@code fullName} begins with a dot. */
  record ProtoMessage(ProtoFile file, String fullName, DescriptorProto.Builder message) {

    ProtoMessage string(int number, String name) {
      return scalar(number, name, TYPE_STRING);
    }

    ProtoMessage strings(int number, String name) {
      field(number, name, TYPE_STRING).setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
      return this;
    }

    ProtoMessage scalar(int number, String name, FieldDescriptorProto.Type type) {
      field(number, name, type);
      return this;
    }

    ProtoMessage one(int number, String name, Descriptor type) {
      file.imports(type.getFile());
      return one(number, name, "." + type.getFullName());
    }

    ProtoMessage one(int number, String name, ProtoMessage type) {
      return one(number, name, type.fullName);
    }

    private ProtoMessage one(int number, String name, String type) {
      field(number, name, TYPE_MESSAGE).setTypeName(type);
      return this;
    }

    ProtoMessage many(int number, String name, Descriptor type) {
      file.imports(type.getFile());
      field(number, name, TYPE_MESSAGE)
          .setTypeName("." + type.getFullName())
          .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
      return this;
    }

    ProtoMessage enumerated(int number, String name, EnumDescriptor type) {
      file.imports(type.getFile());
      field(number, name, TYPE_ENUM).setTypeName("." + type.getFullName());
      return this;
    }

    /** Makes all fields of the message members of one oneof. */
    ProtoMessage asOneof(String name) {
      message.addOneofDeclBuilder().setName(name);
      message.getFieldBuilderList().forEach(member -> member.setOneofIndex(0));
      return this;
    }

    /** Gives the fields the numbers they have on the wire. */
    ProtoMessage numbered(FieldNumbers numbers) {
      message
          .getFieldBuilderList()
          .forEach(field -> field.setNumber(numbers.onTheWire(field.getNumber())));
      return this;
    }

    ProtoMessage nested(String name) {
      return new ProtoMessage(
          file, fullName + "." + name, message.addNestedTypeBuilder().setName(name));
    }

    private FieldDescriptorProto.Builder field(
        int number, String name, FieldDescriptorProto.Type type) {
      return message
          .addFieldBuilder()
          .setNumber(number)
          .setName(name)
          .setType(type)
          .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }
  }
}
