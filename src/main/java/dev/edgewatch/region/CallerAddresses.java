package dev.edgewatch.region;

import dev.edgewatch.resource.Quoted;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.routing.PeerAddress;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Where calls come from: from the other end of their connection, unless that is one of the peers
 * that pass calls on, a console, a sibling or a proxy, and says so in a header (contract section
 * 8.5). When that is no address, it is not known where the call comes from. What anybody else says
 * in these headers does not count. Immutable.
 */
public final class CallerAddresses {
  private static final String X_REAL_IP = "x-real-ip";
  private static final String X_FORWARDED_FOR = "x-forwarded-for";

  private final List<IpAddressMatcher> trusted;

  private CallerAddresses(List<IpAddressMatcher> trusted) {
    this.trusted = trusted;
  }

  /** Nobody passes calls on. */
  public static CallerAddresses ofPeers() {
    return trusting(List.of());
  }

  /**
   * Whose headers count.
   *
   * @param networks addresses or networks in CIDR notation
   */
  public static CallerAddresses trusting(List<String> networks) {
    return new CallerAddresses(networks.stream().map(CallerAddresses::matcher).toList());
  }

  private static IpAddressMatcher matcher(String network) {
    try {
      return new IpAddressMatcher(network.strip());
    } catch (IllegalArgumentException malformed) {
      throw new RegionStartException(
          "a trusted peer is "
              + Quoted.of(network)
              + "; expected an address or a network such as 10.0.0.0/8");
    }
  }

  /** The address of who made a call, when it is known. */
  Optional<InetAddress> of(ServerCall<?, ?> call, Metadata headers) {
    Optional<InetAddress> peer = PeerAddress.of(call);
    Optional<String> said = peer.filter(this::isTrusted).flatMap(trusted -> said(headers));
    return said.isPresent() ? said.flatMap(CallerAddresses::address) : peer;
  }

  private boolean isTrusted(InetAddress peer) {
    return trusted.stream().anyMatch(network -> network.matches(peer.getHostAddress()));
  }

  /** In the order of the contract. */
  private static Optional<String> said(Metadata headers) {
    return Stream.of(
            Optional.ofNullable(headers.get(Headers.ORIGINAL_IP)),
            values(headers, X_REAL_IP).reduce((first, second) -> second),
            beforeTheProxy(values(headers, X_FORWARDED_FOR).toList()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The last entry is the proxy's own peer: the second-to-last, or the only one. */
  private static Optional<String> beforeTheProxy(List<String> forwarded) {
    return forwarded.isEmpty()
        ? Optional.empty()
        : Optional.of(forwarded.get(Math.max(0, forwarded.size() - 2)));
  }

  private static Stream<String> values(Metadata headers, String name) {
    @Nullable Iterable<String> all =
        headers.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    Iterator<String> none = List.<String>of().iterator();
    return StreamSupport.stream(
            (all == null ? (Iterable<String>) () -> none : all).spliterator(), false)
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }
}
