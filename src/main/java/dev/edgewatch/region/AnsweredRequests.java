package dev.edgewatch.region;

import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps away, once a minute, the region's own requests for access that are held by now or that
 * nobody has answered for a month. Nobody is shown what is held, swept away or not.
 */
record AnsweredRequests(Writes writes, AccessRequests requests) {
  private static final Logger LOG = LoggerFactory.getLogger(AnsweredRequests.class);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Begins; ends with the clockwork of the region, which must not be blocked. */
  void start() {
    var _ =
        writes
            .region()
            .timer()
            .every(EVERY, () -> Thread.ofVirtual().name("access-requests").start(this::sweep));
  }

  private void sweep() {
    long oldest = writes.region().clock().instant().minus(KEPT).toEpochMilli();
    requests
        .all()
        .filter(this::isOwn)
        .filter(
            row ->
                Timestamps.toMillis(row.getAsked()) < oldest
                    || requests.withoutHeld(row).getWantedCount() == 0)
        .forEach(this::remove);
  }

  private boolean isOwn(AccessRequest row) {
    ResourceName name = AccessRequests.TYPE.parseName(row.getName());
    return writes.owners().isHere(writes.ownership().syncing(name).getOwningRegion());
  }

  private void remove(AccessRequest row) {
    ResourceName name = AccessRequests.TYPE.parseName(row.getName());
    WriteContext context =
        new WriteContext("region:" + writes.region().id(), UUID.randomUUID().toString());
    try {
      writes.inSession(
          context,
          session -> {
            session
                .get(name)
                .filter(now -> now.as(AccessRequest.class).equals(row))
                .ifPresent(session::delete);
            return true;
          });
    } catch (RefusalException later) {
      LOG.info("{} is not swept away now: {}", row.getName(), later.refusal().message());
    }
  }
}
