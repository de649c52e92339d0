package dev.edgewatch.iam;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Who asks for something, and from where.
 *
 * @param address of the connection the call came over, which conditions may be about
 */
public record Requester(Principal principal, Optional<InetAddress> address) {

  /** Who asks, wherever he is. */
  public static Requester of(Principal principal) {
    return new Requester(principal, Optional.empty());
  }
}
