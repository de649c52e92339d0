package dev.edgewatch.routing;

import dev.edgewatch.resource.Refusal;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a deployment listens. Endpoints are equal when host and port are written alike; nothing is
 * resolved to compare them.
 *
 * @param host name or address, IPv6 addresses without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {

  /** Reads {@code host:port}, {@code [::1]:443} included; refuses anything else. */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > 0) {
      String host = text.substring(0, colon);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > 0
            && port < 65536
            && !host.isEmpty()
            && host.chars().noneMatch(c -> c <= ' ' || c == '/')) {
          return new Endpoint(host, port);
        }
      } catch (NumberFormatException notAPort) {
        // falls through to the refusal below
      }
    }
    throw Refusal.invalid(
        "ENDPOINT_MALFORMED", "endpoint", "endpoint is '" + text + "'; expected host:port");
  }

  /** Whether it is this machine, so that nothing sent there leaves it. */
  boolean isLoopback() {
    try {
      return host.equals("localhost")
          || (isAddress() && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  /** Names are not resolved: what a name server says must not switch encryption off. */
  private boolean isAddress() {
    return host.matches("[0-9.]+") || host.contains(":");
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
