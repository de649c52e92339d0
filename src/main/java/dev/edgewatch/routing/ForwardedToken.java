package dev.edgewatch.routing;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.Executor;

/**
 * Puts the caller's token on a stream, just before it is opened, on a thread that may wait for it.
 * Callers that may wait themselves use {@link ForwardContext#authorizedHeaders}.
 */
public final class ForwardedToken extends CallCredentials {
  private final ForwardContext context;

  public ForwardedToken(ForwardContext context) {
    this.context = context;
  }

  @Override
  public void applyRequestMetadata(
      RequestInfo request, Executor executor, MetadataApplier applier) {
    executor.execute(
        () -> {
          Metadata headers = new Metadata();
          try {
            context.authorize(headers, request.getAuthority());
          } catch (StatusRuntimeException noToken) {
            applier.fail(noToken.getStatus());
            return;
          }
          applier.apply(headers);
        });
  }
}
