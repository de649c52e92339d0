package dev.edgewatch.service.audit;

import dev.edgewatch.api.audit.v1.ObjectState;
import dev.edgewatch.api.audit.v1.ResourceChangeLog;
import dev.edgewatch.api.audit.v1.ResourceChangeLog.ResourceChange;
import dev.edgewatch.api.audit.v1.ResourceChangeLog.ResourceChange.Action;
import dev.edgewatch.api.audit.v1.ResourceChangeLog.TransactionInfo;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.service.audit.Recorded.Payload;
import dev.edgewatch.store.AuditLog.LoggedChange;
import java.time.Instant;
import java.util.List;

/** Changes of resources as the audit tells them to one reader. */
record Changes(Region region, Requester reader, String scope) {

  /**
   * Without those of read copies, which their owners tell of, and of what is the region's own
   * business.
   */
  List<ResourceChangeLog> of(List<LoggedChange> rows) {
    return rows.stream()
        .filter(row -> !isCopy(row))
        .flatMap(row -> Recorded.of(region, reader, row).stream())
        .map(this::entry)
        .toList();
  }

  private boolean isCopy(LoggedChange row) {
    return row.actor().startsWith("region:") && !row.actor().equals("region:" + region.id());
  }

  private ResourceChangeLog entry(Recorded change) {
    LoggedChange row = change.row();
    String version = Long.toString(row.version());
    ResourceChangeLog.Builder entry =
        ResourceChangeLog.newBuilder()
            .setName(scope + "/resourceChangeLogs/" + version + "-" + row.ordinal())
            .setScope(scope)
            .setRequestId(RequestNumber.of(row.requestId()))
            .setTimestamp(ProtoTimes.timestamp(row.at()))
            .setAuthentication(Activities.authentication(row.actor()))
            .setResource(resource(change))
            .setTransaction(
                TransactionInfo.newBuilder()
                    .setIdentifier(version)
                    .setTryCounter(1)
                    .setState(TransactionInfo.State.COMMITTED));
    entry.getServiceBuilder().setName(change.type().service()).setRegionId(region.id());
    return entry.build();
  }

  private static ResourceChange resource(Recorded change) {
    Mask all = Mask.all(change.type().descriptor());
    ResourceChange.Builder told =
        ResourceChange.newBuilder()
            .setName(change.row().key().name())
            .setType(change.type().simpleName())
            .setAction(action(change))
            .setUpdatedFields(change.changed().toProto());
    if (!change.created()) {
      told.setPre(ObjectState.newBuilder().putAllLabels(change.labels(change.before())));
      switch (change.payload(change.before(), all)) {
        case Payload.Told(var data) -> told.setPrevious(data);
        case Payload.Omitted(var size) -> told.setPreviousOmittedPayload(size);
      }
    }
    if (!change.deleted()) {
      told.setPost(ObjectState.newBuilder().putAllLabels(change.labels(change.after())));
      switch (change.payload(change.after(), all)) {
        case Payload.Told(var data) -> told.setCurrent(data);
        case Payload.Omitted(var size) -> told.setCurrentOmittedPayload(size);
      }
    }
    return told.build();
  }

  private static Action action(Recorded change) {
    if (change.created()) {
      return Action.CREATE;
    }
    if (change.deleted()) {
      return Action.DELETE;
    }
    return switch (change.kind()) {
      case STATE -> Action.STATE_UPDATE;
      case META -> Action.META_UPDATE;
      case SPEC, SECRET, UNRECOGNIZED -> Action.SPEC_UPDATE;
    };
  }

  static Instant time(ResourceChangeLog entry) {
    return ProtoTimes.instant(entry.getTimestamp());
  }
}
