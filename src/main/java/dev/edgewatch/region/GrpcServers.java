package dev.edgewatch.region;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Builds the gRPC server of a region with its limits. */
final class GrpcServers {
  private GrpcServers() {}

  static Server build(
      RegionSettings settings,
      List<ServerServiceDefinition> services,
      Gate gate,
      ServerHealth health,
      Executor calls) {
    RegionLimits limits = settings.limits();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(settings.address(), settings.port()))
            .executor(calls)
            .maxInboundMessageSize(limits.messageBytes())
            .maxInboundMetadataSize(limits.metadataBytes())
            .maxConcurrentCallsPerConnection(limits.callsPerConnection())
            .maxRstFramesPerWindow(limits.resetsPerWindow(), (int) limits.resetWindow().toSeconds())
            .handshakeTimeout(limits.handshake().toMillis(), TimeUnit.MILLISECONDS)
            .permitKeepAliveTime(limits.permitPing().toMillis(), TimeUnit.MILLISECONDS)
            .permitKeepAliveWithoutCalls(true)
            .maxConnectionAge(limits.connectionAge().toMillis(), TimeUnit.MILLISECONDS)
            .maxConnectionAgeGrace(
                limits.watchAge().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
    settings
        .tls()
        .ifPresent(
            tls ->
                builder.useTransportSecurity(
                    tls.certificateChain().toFile(), tls.privateKey().toFile()));
    UnpackedMessages unpacked = new UnpackedMessages(limits.messageBytes());
    services.stream().map(unpacked::of).forEach(builder::addService);
    switch (settings.reflection()) {
      case SIGNED_IN ->
          builder.addService(
              ServerInterceptors.intercept(
                  ProtoReflectionServiceV1.newInstance(), gate.signedIn()));
      case NOBODY -> {}
    }
    builder.addService(health.service());
    return builder.build();
  }

  /** The innermost reason, which is the one that says something: "Address already in use". */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
