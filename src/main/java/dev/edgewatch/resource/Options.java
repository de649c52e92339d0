package dev.edgewatch.resource;

import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.annotations.Annotations;
import dev.edgewatch.api.annotations.FieldDeclaration;
import dev.edgewatch.api.annotations.MethodDeclaration;
import dev.edgewatch.api.annotations.ResourceDeclaration;

/**
 * Reads our options off descriptors, those of compiled types and those discovered at run time
 * alike.
 */
final class Options {
  private static final ExtensionRegistry REGISTRY = registry();

  private Options() {}

  private static ExtensionRegistry registry() {
    ExtensionRegistry registry = ExtensionRegistry.newInstance();
    Annotations.registerAllExtensions(registry);
    return registry.getUnmodifiable();
  }

  static boolean isResource(Descriptor message) {
    return options(message).hasExtension(Annotations.resource);
  }

  static ResourceDeclaration resource(Descriptor message) {
    return options(message).getExtension(Annotations.resource);
  }

  static FieldDeclaration field(FieldDescriptor field) {
    FieldOptions options = field.getOptions();
    try {
      return options.getUnknownFields().asMap().isEmpty()
          ? options.getExtension(Annotations.field)
          : FieldOptions.parseFrom(options.toByteString(), REGISTRY)
              .getExtension(Annotations.field);
    } catch (InvalidProtocolBufferException notOurs) {
      return FieldDeclaration.getDefaultInstance();
    }
  }

  static boolean isCustomMethod(MethodDescriptor method) {
    return options(method).hasExtension(Annotations.method);
  }

  static MethodDeclaration method(MethodDescriptor method) {
    return options(method).getExtension(Annotations.method);
  }

  private static MethodOptions options(MethodDescriptor method) {
    MethodOptions options = method.getOptions();
    try {
      return options.getUnknownFields().asMap().isEmpty()
          ? options
          : MethodOptions.parseFrom(options.toByteString(), REGISTRY);
    } catch (InvalidProtocolBufferException notOurs) {
      return MethodOptions.getDefaultInstance();
    }
  }

  /** Descriptors that came over the wire hold our options as unknown fields. */
  private static MessageOptions options(Descriptor message) {
    MessageOptions options = message.getOptions();
    try {
      return options.getUnknownFields().asMap().isEmpty()
          ? options
          : MessageOptions.parseFrom(options.toByteString(), REGISTRY);
    } catch (InvalidProtocolBufferException notOurs) {
      return MessageOptions.getDefaultInstance();
    }
  }
}
