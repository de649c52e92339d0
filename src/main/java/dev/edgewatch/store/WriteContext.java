package dev.edgewatch.store;

import com.google.protobuf.ByteString;
import java.util.Optional;

/**
 * Who writes and on whose behalf; goes into the change log.
 *
 * @param actor member form of the principal, for example {@code user:ann@acme.example}
 * @param requestId id of the request, the same from the click to the change log
 * @param call what the {@link AuditLog} tells of the call; empty for what a region writes by itself
 */
public record WriteContext(String actor, String requestId, Optional<ByteString> call) {

  /** What is written without a call. */
  public WriteContext(String actor, String requestId) {
    this(actor, requestId, Optional.empty());
  }
}
