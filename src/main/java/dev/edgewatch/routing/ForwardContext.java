package dev.edgewatch.routing;

import io.grpc.Metadata;
import io.grpc.Status;
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
 * @param repetition what it means when a write comes again under the same request id
 */
public record ForwardContext(
    Supplier<String> accessToken,
    String requestId,
    Optional<String> clientIp,
    Repetition repetition) {

  public ForwardContext(Supplier<String> accessToken, String requestId, Optional<String> clientIp) {
    this(accessToken, requestId, clientIp, Repetition.ANOTHER_WRITE);
  }

  /** A caller that acts for itself. */
  public static ForwardContext of(Supplier<String> accessToken) {
    return new ForwardContext(accessToken, "", Optional.empty());
  }

  /** The same caller, making or repeating one particular request. */
  public ForwardContext withRequestId(String id) {
    return new ForwardContext(accessToken, id, clientIp, repetition);
  }

  /**
   * The same caller, making one particular write that must not be carried out twice, however often
   * it is sent.
   */
  public ForwardContext once(String id) {
    return new ForwardContext(accessToken, id, clientIp, Repetition.SAME_ANSWER);
  }

  /**
   * All headers. May block while a token is renewed; throws UNAUTHENTICATED when there is none to
   * be had.
   */
  public Metadata authorizedHeaders() {
    Metadata headers = headers();
    authorize(headers);
    return headers;
  }

  void authorize(Metadata headers) {
    String token;
    try {
      token = accessToken.get();
    } catch (RuntimeException noToken) {
      throw Status.UNAUTHENTICATED
          .withDescription("there is no valid token")
          .withCause(noToken)
          .asRuntimeException();
    }
    if (!token.isEmpty()) {
      headers.put(Headers.AUTHORIZATION, "Bearer " + token);
    }
  }

  /** The headers but for the authorization, which {@link ForwardedToken} adds. */
  public Metadata headers() {
    Metadata headers = new Metadata();
    headers.put(Headers.REQUEST_ID, requestId.isEmpty() ? UUID.randomUUID().toString() : requestId);
    if (repetition == Repetition.SAME_ANSWER) {
      headers.put(Headers.REPETITION, Headers.SAME_ANSWER);
    }
    clientIp.ifPresent(ip -> headers.put(Headers.ORIGINAL_IP, ip));
    return headers;
  }
}
