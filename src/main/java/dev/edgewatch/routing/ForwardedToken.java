package dev.edgewatch.routing;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.Executor;

/** Puts the caller's token on a call, just before it is sent. */
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
            String token = context.accessToken().get();
            if (!token.isEmpty()) {
              headers.put(Headers.AUTHORIZATION, "Bearer " + token);
            }
          } catch (RuntimeException noToken) {
            applier.fail(
                Status.UNAUTHENTICATED
                    .withDescription("there is no valid token")
                    .withCause(noToken));
            return;
          }
          applier.apply(headers);
        });
  }
}
