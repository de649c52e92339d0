package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.iam.EmailHolders;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.WireMethods;
import dev.edgewatch.watch.WatchStream;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Objects;

/**
 * The private types that regions copy from each other: hashes of API keys, holders of e-mail
 * addresses, requests for access. Only their watches are served, and only to regions.
 */
record PrivateWatches(StandardReads reads) {

  static final List<ResourceType> TYPES =
      List.of(ApiKeyHashes.TYPE, EmailHolders.TYPE, AccessRequests.TYPE);

  List<ServerServiceDefinition> definitions(Gate gate) {
    return TYPES.stream().map(type -> definition(gate, type)).toList();
  }

  private ServerServiceDefinition definition(Gate gate, ResourceType type) {
    MethodDescriptor<ByteString, ByteString> method =
        WireMethods.of(type, StandardMethod.WATCH_MANY);
    return ServerServiceDefinition.builder(Objects.requireNonNull(method.getServiceName()))
        .addMethod(
            method,
            gate.stream(
                Gate.Entry.SIGNED_IN,
                (context, request, call) -> open(type, context, request, call)))
        .build();
  }

  private WatchStream open(
      ResourceType type, CallContext context, ByteString encoded, GatedCall<ByteString> call) {
    ReferenceService.requireRegion(context);
    return new WatchManyMethod(reads)
        .open(
            Permission.of(type, StandardMethod.WATCH_MANY),
            context,
            WatchManyRequest.decode(encoded),
            call);
  }
}
