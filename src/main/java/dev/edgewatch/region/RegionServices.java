package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.WireMethods;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gRPC services of a region: for each type its standard methods, and its custom ones beside
 * them.
 */
final class RegionServices {
  private final Gate gate;
  private final StandardMethods standard;
  private final CustomCalls customCalls;
  private final Map<String, CustomMethod<?, ?>> custom;
  private final NotOffered notOffered;
  private final DerivedDescriptors descriptors;
  private final Catalog catalog;

  RegionServices(
      Gate gate,
      Catalog catalog,
      StandardMethods standard,
      CustomCalls customCalls,
      List<CustomMethod<?, ?>> custom,
      NotOffered notOffered) {
    this.gate = gate;
    this.catalog = catalog;
    this.standard = standard;
    this.customCalls = customCalls;
    this.notOffered = notOffered;
    this.custom = CustomMethods.bind(catalog.methods(), standardNames(catalog), custom, notOffered);
    this.descriptors = DerivedDescriptors.of(catalog);
  }

  private static Set<String> standardNames(Catalog catalog) {
    return catalog.types().stream()
        .flatMap(type -> StandardMethod.of(type).stream().map(m -> m.fullMethodName(type)))
        .collect(Collectors.toSet());
  }

  List<ServerServiceDefinition> definitions() {
    Map<String, List<ServerMethodDefinition<?, ?>>> methods = new HashMap<>();
    for (ResourceType type : catalog.types()) {
      for (StandardMethod method : StandardMethod.of(type)) {
        add(methods, standard(type, method));
      }
    }
    catalog.methods().forEach(method -> add(methods, custom(method)));
    return descriptors.services().stream()
        .map(service -> definition(service, methods.getOrDefault(service.getFullName(), List.of())))
        .toList();
  }

  private static void add(
      Map<String, List<ServerMethodDefinition<?, ?>>> methods, ServerMethodDefinition<?, ?> one) {
    String service = one.getMethodDescriptor().getServiceName();
    methods.computeIfAbsent(String.valueOf(service), any -> new ArrayList<>()).add(one);
  }

  private static ServerServiceDefinition definition(
      com.google.protobuf.Descriptors.ServiceDescriptor service,
      List<ServerMethodDefinition<?, ?>> methods) {
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getFullName())
            .setSchemaDescriptor(new Schema(service));
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private ServerMethodDefinition<ByteString, ByteString> standard(
      ResourceType type, StandardMethod method) {
    Permission permission = Permission.of(type, method);
    Optional<Refusal> refused = notOffered.refusal(method.fullMethodName(type));
    ServerCallHandler<ByteString, ByteString> handler =
        refused.isPresent()
            ? gate.refusing(Gate.Entry.SIGNED_IN, refused.get())
            : switch (standard.handler(method)) {
              case StandardMethods.Unary(var unary, var deadline) ->
                  gate.unary(
                      deadline,
                      Gate.Entry.SIGNED_IN,
                      (context, request) -> unary.answer(permission, context, request));
              case StandardMethods.Stream(var stream) ->
                  gate.stream(
                      Gate.Entry.SIGNED_IN,
                      (context, request, call) -> stream.open(permission, context, request, call));
            };
    return ServerMethodDefinition.create(WireMethods.of(type, method), handler);
  }

  private ServerMethodDefinition<ByteString, ByteString> custom(DeclaredMethod method) {
    CustomMethod<?, ?> implemented = custom.get(method.fullName());
    return implemented == null
        ? customCalls.refused(method, notOffered.refusal(method.fullName()).orElseThrow())
        : customCalls.definition(method, implemented);
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
