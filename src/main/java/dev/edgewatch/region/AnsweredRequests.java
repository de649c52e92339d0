package dev.edgewatch.region;

import com.google.protobuf.util.Timestamps;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.iam.AccessChange;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes wishes out of the region's own requests for access as soon as they are held, so that they
 * do not wait again when what was given is taken back; once a minute also those that nobody has
 * answered for a month, and whatever could not be taken out before. Nobody is shown what is held,
 * taken out or not.
 */
record AnsweredRequests(Writes writes, AccessRequests requests) {
  private static final Logger LOG = LoggerFactory.getLogger(AnsweredRequests.class);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Begins; ends with the region. */
  void start() {
    writes.region().access().onChange(this::changed);
    var _ = writes.region().timer().every(EVERY, () -> inBackground(this::sweep));
  }

  /** On the feed's thread: what is held is seen before it can be taken back. */
  private void changed(AccessChange change) {
    requests
        .all()
        .filter(
            row -> requests.asker(row).filter(asker -> concerns(change, asker, row)).isPresent())
        .filter(this::isOwn)
        .forEach(row -> takeOut(row, requests.held(row)));
  }

  private static boolean concerns(AccessChange change, Principal asker, AccessRequest row) {
    return change.concerns(asker, ScopeNames.of(row.getName()));
  }

  private void sweep() {
    long oldest = writes.region().clock().instant().minus(KEPT).toEpochMilli();
    requests
        .all()
        .filter(this::isOwn)
        .forEach(
            row ->
                takeOut(
                    row,
                    Timestamps.toMillis(row.getAsked()) < oldest
                        ? row.getWantedList()
                        : requests.held(row)));
  }

  private boolean isOwn(AccessRequest row) {
    ResourceName name = AccessRequests.TYPE.parseName(row.getName());
    return writes.owners().isHere(writes.ownership().syncing(name).getOwningRegion());
  }

  private void takeOut(AccessRequest row, List<AccessRequest.Wanted> answered) {
    if (!answered.isEmpty()) {
      inBackground(() -> write(AccessRequests.TYPE.parseName(row.getName()), answered));
    }
  }

  private void write(ResourceName name, List<AccessRequest.Wanted> answered) {
    WriteContext context =
        new WriteContext("region:" + writes.region().id(), UUID.randomUUID().toString());
    try {
      writes.inSession(
          context,
          session -> {
            session.get(name).ifPresent(row -> write(session, row, answered));
            return true;
          });
    } catch (RefusalException later) {
      LOG.info("{} is not answered now: {}", name.text(), later.refusal().message());
    }
  }

  private static void write(
      MethodSession session, Resource row, List<AccessRequest.Wanted> answered) {
    AccessRequest before = row.as(AccessRequest.class);
    List<AccessRequest.Wanted> left =
        before.getWantedList().stream().filter(one -> !answered.contains(one)).toList();
    if (left.isEmpty()) {
      session.delete(row);
    } else {
      session.replace(row, before.toBuilder().clearWanted().addAllWanted(left).build());
    }
  }

  private static void inBackground(Runnable work) {
    var _ = Thread.ofVirtual().name("access-requests").start(work);
  }
}
