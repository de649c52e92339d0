package dev.edgewatch.region;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.edgewatch.api.Everything;
import dev.edgewatch.api.annotations.Callers;
import dev.edgewatch.api.annotations.Executor;
import dev.edgewatch.api.annotations.MethodDeclaration;
import dev.edgewatch.api.annotations.Transaction;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Declared;
import dev.edgewatch.resource.DeclaredMethod;
import java.util.List;

/**
 * All of the API, and a service of widgets with one custom method of each kind. Requests hold a
 * name, a scope, a region and a text; answers hold a text.
 */
final class TestApi {
  static final String SERVICE = "test.v1.WidgetService/";

  final Catalog catalog = Catalog.of(Everything.getDescriptor(), file());
  final DynamicMessage ask = empty("Ask");
  final DynamicMessage told = empty("Told");

  /** Served with these methods. */
  ServedApi served(List<CustomMethod<?, ?>> methods) {
    return new ServedApi(
        catalog,
        () -> {
          List<CustomService> services =
              new java.util.ArrayList<>(ServedApi.compiled().services().get());
          services.add((region, edits) -> methods);
          return services;
        },
        NotOffered.list());
  }

  DeclaredMethod method(String name) {
    return catalog.methods().stream()
        .filter(method -> method.fullName().equals(SERVICE + name))
        .findFirst()
        .orElseThrow();
  }

  DynamicMessage ask(String name, String text) {
    return set(set(ask, "name", name), "text", text);
  }

  DynamicMessage told(String text) {
    return set(told, "text", text);
  }

  static DynamicMessage set(DynamicMessage message, String field, String value) {
    return message.toBuilder()
        .setField(message.getDescriptorForType().findFieldByName(field), value)
        .build();
  }

  static String get(DynamicMessage message, String field) {
    return (String) message.getField(message.getDescriptorForType().findFieldByName(field));
  }

  private DynamicMessage empty(String name) {
    Descriptor message = method("Look").descriptor().getFile().findMessageTypeByName(name);
    return DynamicMessage.getDefaultInstance(message);
  }

  private static FileDescriptor file() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("test/widgets.proto")
            .setPackage("test.v1")
            .setSyntax("proto3")
            .addDependency(Meta.getDescriptor().getFile().getName())
            .addMessageType(
                Declared.message(
                    "Widget",
                    Declared.of("widgets", "projects/{project}/regions/{region}/widgets/{widget}")))
            .addMessageType(texts("Ask", "name", "scope", "region", "text"))
            .addMessageType(texts("Told", "text"));
    ServiceDescriptorProto.Builder service = file.addServiceBuilder().setName("WidgetService");
    MethodDeclaration.Builder ofOwner =
        MethodDeclaration.newBuilder().setName("name").setExecutor(Executor.OWNER);
    add(service, "Look", false, false, ofOwner.clone().setReadOnly(true));
    add(service, "Turn", false, false, ofOwner.clone().setTransaction(Transaction.SNAPSHOT));
    add(service, "Follow", false, true, ofOwner.clone().setReadOnly(true));
    add(service, "Talk", true, true, ofOwner.clone().setTransaction(Transaction.MANUAL));
    add(
        service,
        "Go",
        false,
        false,
        MethodDeclaration.newBuilder()
            .setExecutor(Executor.NAMED)
            .setRegion("region")
            .setCallers(Callers.SIGNED_IN));
    add(
        service,
        "Greet",
        false,
        false,
        MethodDeclaration.newBuilder().setExecutor(Executor.CUSTOM).setCallers(Callers.ANYBODY));
    add(service, "Approve", false, false, ofOwner.clone().setScope("scope"));
    try {
      return FileDescriptor.buildFrom(
          file.build(), new FileDescriptor[] {Meta.getDescriptor().getFile()});
    } catch (DescriptorValidationException bad) {
      throw new IllegalStateException(bad);
    }
  }

  private static DescriptorProto texts(String name, String... fields) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    for (int i = 0; i < fields.length; i++) {
      message.addField(Declared.field(fields[i], i + 1, FieldDescriptorProto.Type.TYPE_STRING));
    }
    return message.build();
  }

  private static void add(
      ServiceDescriptorProto.Builder service,
      String name,
      boolean said,
      boolean streamed,
      MethodDeclaration.Builder declaration) {
    declaration.setVerb(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    service.addMethod(
        MethodDescriptorProto.newBuilder()
            .setName(name)
            .setInputType(".test.v1.Ask")
            .setOutputType(".test.v1.Told")
            .setClientStreaming(said)
            .setServerStreaming(streamed)
            .setOptions(
                MethodOptions.newBuilder()
                    .setExtension(
                        dev.edgewatch.api.annotations.Annotations.method, declaration.build())));
  }
}
