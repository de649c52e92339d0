package dev.edgewatch.resource.standard;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A hand-written file as it is published: without the services that derived files hold whole, and
 * without what was imported for these alone.
 */
final class PublishedFile {
  private final FileDescriptor file;
  private final List<ServiceDescriptor> services;
  private final Set<FileDescriptor> needed = new HashSet<>();

  private PublishedFile(FileDescriptor file, Set<String> derivedServices) {
    this.file = file;
    this.services =
        file.getServices().stream()
            .filter(service -> !derivedServices.contains(service.getFullName()))
            .toList();
    needed.addAll(file.getPublicDependencies());
    file.getMessageTypes().forEach(this::need);
    services.stream()
        .flatMap(service -> service.getMethods().stream())
        .forEach(
            method -> {
              needed.add(method.getInputType().getFile());
              needed.add(method.getOutputType().getFile());
            });
  }

  static FileDescriptor of(FileDescriptor file, Set<String> derivedServices) {
    return new PublishedFile(file, derivedServices).build();
  }

  private void need(Descriptor message) {
    message.getNestedTypes().forEach(this::need);
    for (FieldDescriptor field : message.getFields()) {
      switch (field.getJavaType()) {
        case MESSAGE -> needed.add(field.getMessageType().getFile());
        case ENUM -> needed.add(field.getEnumType().getFile());
        case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING -> {}
      }
    }
  }

  private FileDescriptor build() {
    List<FileDescriptor> imports = new ArrayList<>(file.getDependencies());
    imports.removeIf(imported -> !needed.contains(imported) && !declaresOptions(imported));
    FileDescriptorProto.Builder proto =
        file.toProto().toBuilder().clearService().clearDependency().clearPublicDependency();
    services.forEach(service -> proto.addService(service.toProto()));
    imports.forEach(imported -> proto.addDependency(imported.getName()));
    file.getPublicDependencies().forEach(seen -> proto.addPublicDependency(imports.indexOf(seen)));
    try {
      return FileDescriptor.buildFrom(proto.build(), imports.toArray(FileDescriptor[]::new));
    } catch (DescriptorValidationException contradiction) {
      throw new IllegalStateException(
          file.getName() + " is not valid without its services", contradiction);
    }
  }

  private static boolean declaresOptions(FileDescriptor imported) {
    return !imported.getExtensions().isEmpty();
  }
}
