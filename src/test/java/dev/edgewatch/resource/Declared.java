package dev.edgewatch.resource;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_STRING;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.edgewatch.api.annotations.Annotations;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.api.annotations.FieldDeclaration;
import dev.edgewatch.api.annotations.ReferenceDeclaration;
import dev.edgewatch.api.annotations.ResourceDeclaration;
import dev.edgewatch.api.types.Meta;
import java.util.Arrays;

/** Types declared by tests. No class is generated for them, as for types discovered at run time. */
public final class Declared {
  private Declared() {}

  /** A declaration of the service {@code test.edgewatch.dev} with these patterns. */
  public static ResourceDeclaration.Builder of(String plural, String... patterns) {
    return ResourceDeclaration.newBuilder()
        .setService("test.edgewatch.dev")
        .setPlural(plural)
        .addAllPatterns(Arrays.asList(patterns));
  }

  /** A message with the fields every resource has. */
  public static DescriptorProto.Builder message(
      String name, ResourceDeclaration.Builder declaration) {
    return DescriptorProto.newBuilder()
        .setName(name)
        .setOptions(
            MessageOptions.newBuilder().setExtension(Annotations.resource, declaration.build()))
        .addField(field("name", 1, TYPE_STRING))
        .addField(
            field("metadata", 2, TYPE_MESSAGE)
                .setTypeName("." + Meta.getDescriptor().getFullName()))
        .addField(field("display_name", 3, TYPE_STRING));
  }

  public static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(Label.LABEL_OPTIONAL);
  }

  public static FieldDescriptorProto.Builder reference(String name, int number, String target) {
    ReferenceDeclaration.Builder reference =
        ReferenceDeclaration.newBuilder().setTarget(target).setOnDelete(DeleteBehavior.BLOCK);
    return field(name, number, TYPE_STRING)
        .setOptions(
            FieldOptions.newBuilder()
                .setExtension(
                    Annotations.field,
                    FieldDeclaration.newBuilder().setReference(reference).build()));
  }

  /** The catalog of the messages, which are declared in one file. */
  public static Catalog catalog(DescriptorProto.Builder... messages) {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("test/declared.proto")
            .setPackage("test.v1")
            .setSyntax("proto3")
            .addDependency(Meta.getDescriptor().getFile().getName());
    Arrays.stream(messages).forEach(file::addMessageType);
    try {
      return Catalog.of(
          FileDescriptor.buildFrom(
              file.build(), new FileDescriptor[] {Meta.getDescriptor().getFile()}));
    } catch (DescriptorValidationException bad) {
      throw new IllegalArgumentException(bad);
    }
  }
}
