package dev.edgewatch.routing;

/** How channels are protected. */
public enum ChannelSecurity {
  /** TLS everywhere. */
  TLS,
  /** TLS but to addresses of this machine: for the demo, where regions listen on loopback. */
  PLAINTEXT_ON_LOOPBACK,
  /**
   * No encryption, because something else does it: a mesh or a private network. Tokens travel in
   * the clear.
   */
  PLAINTEXT;

  boolean plaintext(Endpoint endpoint) {
    return switch (this) {
      case TLS -> false;
      case PLAINTEXT_ON_LOOPBACK -> endpoint.isLoopback();
      case PLAINTEXT -> true;
    };
  }
}
