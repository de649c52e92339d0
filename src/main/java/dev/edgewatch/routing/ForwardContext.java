package dev.edgewatch.routing;

import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;
import java.util.UUID;

/**
 * On whose behalf a call is made: what is forwarded with it (contract section 8.5).
 *
 * @param accessTokens asked for each call
 * @param requestId id of what the person or program wants; empty gives each call an id of its own
 * @param clientIp address of the person's browser or of the program, when known
 * @param repetition what it means when a write comes again under the same request id
 */
public record ForwardContext(
    AccessTokens accessTokens, String requestId, Optional<String> clientIp, Repetition repetition) {

  public ForwardContext(AccessTokens accessTokens, String requestId, Optional<String> clientIp) {
    this(accessTokens, requestId, clientIp, Repetition.ANOTHER_WRITE);
  }

  /** A caller that acts for itself. */
  public static ForwardContext of(AccessTokens accessTokens) {
    return new ForwardContext(accessTokens, "", Optional.empty());
  }

  /** A caller that says nothing of who it is. */
  public static ForwardContext anonymous() {
    return of(_ -> "");
  }

  /** The same caller, making or repeating one particular request. */
  public ForwardContext withRequestId(String id) {
    return new ForwardContext(accessTokens, id, clientIp, repetition);
  }

  /**
   * The same caller, making one particular write that must not be carried out twice, however often
   * it is sent.
   */
  public ForwardContext once(String id) {
    return new ForwardContext(accessTokens, id, clientIp, Repetition.SAME_ANSWER);
  }

  /**
   * All headers of a call to an authority. May block while a token is renewed; throws
   * UNAUTHENTICATED when there is none to be had.
   */
  public Metadata authorizedHeaders(String authority) {
    Metadata headers = headers();
    authorize(headers, authority);
    return headers;
  }

  void authorize(Metadata headers, String authority) {
    String token;
    try {
      token = accessTokens.forCall(authority);
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
