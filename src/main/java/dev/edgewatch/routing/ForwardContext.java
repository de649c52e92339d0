package dev.edgewatch.routing;

import io.grpc.Metadata;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * On whose behalf a call is made: what is forwarded with it (contract section 8.5).
 *
 * @param accessToken asked for each call anew, so that a renewed token is used at once; may block,
 *     and is asked on a thread where that is fine. An empty text sends no authorization.
 * @param requestId id of what the person or program wants; empty gives each call an id of its own
 * @param clientIp address of the person's browser or of the program, when known
 */
public record ForwardContext(
    Supplier<String> accessToken, String requestId, Optional<String> clientIp) {

  /** A caller that acts for itself. */
  public static ForwardContext of(Supplier<String> accessToken) {
    return new ForwardContext(accessToken, "", Optional.empty());
  }

  /** The same caller, making or repeating one particular request. */
  public ForwardContext withRequestId(String id) {
    return new ForwardContext(accessToken, id, clientIp);
  }

  /**
   * The headers but for the authorization, which {@link ForwardedToken} adds when a connection is
   * at hand.
   */
  public Metadata headers() {
    Metadata headers = new Metadata();
    headers.put(Headers.REQUEST_ID, requestId.isEmpty() ? UUID.randomUUID().toString() : requestId);
    clientIp.ifPresent(ip -> headers.put(Headers.ORIGINAL_IP, ip));
    return headers;
  }
}
