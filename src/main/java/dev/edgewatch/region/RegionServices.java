package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.WireMethods;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gRPC services of a region: for each type its standard methods, and its custom ones beside
 * them.
 */
final class RegionServices {
  private final Gate gate;
  private final StandardMethods standard;
  private final Map<String, CustomMethod<?, ?>> custom;
  private final DerivedDescriptors descriptors;
  private final Catalog catalog;

  RegionServices(
      Gate gate,
      StandardMethods standard,
      Catalog catalog,
      List<FileDescriptor> customFiles,
      Map<String, CustomMethod<?, ?>> custom) {
    this.gate = gate;
    this.standard = standard;
    this.custom = custom;
    this.catalog = catalog;
    this.descriptors = DerivedDescriptors.of(catalog, customFiles);
  }

  List<ServerServiceDefinition> definitions() {
    return catalog.types().stream().map(this::service).toList();
  }

  private ServerServiceDefinition service(ResourceType type) {
    String name = StandardMethod.serviceName(type);
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    StandardMethod.of(type).forEach(method -> methods.add(standard(type, method)));
    custom.values().stream()
        .filter(method -> method.fullName().startsWith(name + "/"))
        .forEach(method -> methods.add(custom(method)));
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(name)
            .setSchemaDescriptor(new Schema(descriptors.service(type)));
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(service::addMethod);
    return service.build();
  }

  private ServerMethodDefinition<ByteString, ByteString> standard(
      ResourceType type, StandardMethod method) {
    Permission permission = Permission.of(type, method);
    ServerCallHandler<ByteString, ByteString> handler =
        switch (standard.handler(method)) {
          case StandardMethods.Unary(var unary, var deadline) ->
              gate.unary(
                  deadline, (context, request) -> unary.answer(permission, context, request));
          case StandardMethods.Stream(var stream) ->
              gate.stream(
                  (context, request, call) -> stream.open(permission, context, request, call));
        };
    return ServerMethodDefinition.create(WireMethods.of(type, method), handler);
  }

  private <Q extends Message, A extends Message> ServerMethodDefinition<Q, A> custom(
      CustomMethod<Q, A> method) {
    MethodDescriptor<Q, A> descriptor =
        MethodDescriptor.newBuilder(
                ProtoUtils.marshaller(method.request()), ProtoUtils.marshaller(method.answer()))
            .setType(MethodType.BIDI_STREAMING)
            .setFullMethodName(method.fullName())
            .build();
    return ServerMethodDefinition.create(descriptor, gate.conversation(method.opening()));
  }

  private record Schema(com.google.protobuf.Descriptors.ServiceDescriptor service)
      implements ProtoServiceDescriptorSupplier {
    @Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return service;
    }

    @Override
    public FileDescriptor getFileDescriptor() {
      return service.getFile();
    }
  }
}
