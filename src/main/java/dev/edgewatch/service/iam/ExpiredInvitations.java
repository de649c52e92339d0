package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.store.WriteContext;
import dev.edgewatch.watch.Query;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down that invitations have expired, once a minute, so that whoever watches them sees it.
 * Whether one can be answered does not depend on it.
 */
final class ExpiredInvitations {
  private static final Logger LOG = LoggerFactory.getLogger(ExpiredInvitations.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration AFTER_START = Duration.ofSeconds(1);

  private final Region region;
  private final ResourceEdits edits;
  private final List<InvitationType> types;

  ExpiredInvitations(Region region, ResourceEdits edits, List<InvitationType> types) {
    this.region = region;
    this.edits = edits;
    this.types = types;
  }

  /** Begins; the returned action ends it. */
  Runnable start() {
    Runnable first = region.timer().after(AFTER_START, this::sweepBeside);
    Runnable more = region.timer().every(EVERY, this::sweepBeside);
    return () -> {
      first.run();
      more.run();
    };
  }

  /** The timer must not be blocked. */
  private void sweepBeside() {
    Thread.ofVirtual().name("expired-invitations").start(() -> types.forEach(this::sweep));
  }

  private void sweep(InvitationType type) {
    Query pending =
        new Query(
            type.type(),
            type.type().parseParent(type.everywhere()),
            Filter.parse(type.type(), "invitation.state = \"PENDING\""),
            OrderBy.parse(type.type(), ""));
    for (Resource row : Invitations.rows(region, pending)) {
      if (isOver(type, row.message())) {
        expire(type, row);
      }
    }
  }

  private boolean isOver(InvitationType type, Message row) {
    return InvitationType.stateAt(type.of(row), region.clock().instant())
        == Invitation.State.EXPIRED;
  }

  private void expire(InvitationType type, Resource row) {
    WriteContext context = new WriteContext("region:" + region.id(), UUID.randomUUID().toString());
    try {
      edits.edit(
          context,
          type.type().parseName(row.name()),
          before ->
              isOver(type, before)
                  ? type.with(
                      before,
                      type.of(before).toBuilder().setState(Invitation.State.EXPIRED).build())
                  : before);
    } catch (RefusalException later) {
      LOG.info("{} is not marked as expired now: {}", row.name(), later.refusal().message());
    }
  }
}
