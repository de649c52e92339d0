package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.routing.WireMethods;
import dev.edgewatch.watch.WatchStream;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import java.util.Objects;

/**
 * The one private type that regions copy from each other, the hashes of API keys. Only its watch is
 * served, and only to regions.
 */
record PrivateWatches(StandardReads reads) {

  ServerServiceDefinition definition(Gate gate) {
    MethodDescriptor<ByteString, ByteString> method =
        WireMethods.of(ApiKeyHashes.TYPE, StandardMethod.WATCH_MANY);
    return ServerServiceDefinition.builder(Objects.requireNonNull(method.getServiceName()))
        .addMethod(method, gate.stream(Gate.Entry.SIGNED_IN, this::open))
        .build();
  }

  private WatchStream open(CallContext context, ByteString encoded, GatedCall<ByteString> call) {
    ReferenceService.requireRegion(context);
    return new WatchManyMethod(reads)
        .open(
            Permission.of(ApiKeyHashes.TYPE, StandardMethod.WATCH_MANY),
            context,
            WatchManyRequest.decode(encoded),
            call);
  }
}
