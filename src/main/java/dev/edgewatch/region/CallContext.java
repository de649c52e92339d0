package dev.edgewatch.region;

import dev.edgewatch.iam.Principal;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.resource.Position;
import dev.edgewatch.routing.Repetition;
import dev.edgewatch.store.WriteContext;
import dev.edgewatch.watch.Progress;
import java.util.Optional;

/**
 * What the gate knows of a call before its request is read. Passed along; nothing reads it from a
 * thread.
 *
 * @param requestId of the caller, or made here; the same from the click to the change log
 * @param requester who calls, and from where
 * @param atLeast what the region must have seen before it answers
 * @param progress whether page watches tell position and total
 * @param repetition what the caller means by repeating the request id
 * @param onward what goes along when the call is passed on
 * @param origin what the audit tells of the call
 */
public record CallContext(
    String requestId,
    Requester requester,
    Optional<Position> atLeast,
    Progress progress,
    Repetition repetition,
    Onward onward,
    CallOrigin origin) {

  /**
   * The same call for one of several regions; what must have been seen matters to its own region
   * only.
   */
  CallContext in(String region) {
    return atLeast.isEmpty() || atLeast.get().region().equals(region)
        ? this
        : new CallContext(
            requestId,
            requester,
            Optional.empty(),
            progress,
            repetition,
            onward.withoutPosition(),
            origin);
  }

  public Principal principal() {
    return requester.principal();
  }

  public WriteContext writeContext() {
    return new WriteContext(principal().member(), requestId, Optional.of(origin.encoded()));
  }
}
