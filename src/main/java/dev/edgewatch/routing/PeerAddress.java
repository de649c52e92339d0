package dev.edgewatch.routing;

import io.grpc.Grpc;
import io.grpc.ServerCall;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where a call comes from. */
public final class PeerAddress {
  private PeerAddress() {}

  /** The other end of the connection, when it is of the internet. */
  public static Optional<InetAddress> of(ServerCall<?, ?> call) {
    return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)
            instanceof InetSocketAddress socket
        ? Optional.ofNullable(socket.getAddress())
        : Optional.empty();
  }
}
