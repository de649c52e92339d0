package dev.edgewatch.service.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.audit.v1.ActivityLog;
import dev.edgewatch.api.audit.v1.ActivityLog.Category;
import dev.edgewatch.api.audit.v1.ActivityLog.Resource.Difference;
import dev.edgewatch.api.audit.v1.Authentication;
import dev.edgewatch.api.rpc.Status;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.region.AuditLabels;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.service.audit.CalledMethods.Called;
import dev.edgewatch.service.audit.Recorded.Payload;
import dev.edgewatch.store.AuditLog.Logged;
import dev.edgewatch.store.AuditLog.LoggedCall;
import dev.edgewatch.store.AuditLog.LoggedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls as the audit tells them to one reader: those that changed something, from the change log,
 * and those that were refused.
 */
record Activities(Region region, CalledMethods methods, Requester reader, String scope) {

  /** One entry for all changes of a call in a session; none for what a region did by itself. */
  List<ActivityLog> ofChanges(List<LoggedChange> rows) {
    Map<Long, List<LoggedChange>> sessions = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.call().isPresent())
        .forEach(row -> sessions.computeIfAbsent(row.version(), any -> new ArrayList<>()).add(row));
    return sessions.values().stream().map(this::changing).toList();
  }

  /** Those about the scope; what belongs to none is told of the service that was called. */
  List<ActivityLog> ofRefusals(List<LoggedCall> rows) {
    return rows.stream()
        .map(this::refused)
        .filter(entry -> entry.getScope().equals(scope))
        .toList();
  }

  private ActivityLog changing(List<LoggedChange> session) {
    LoggedChange first = session.getFirst();
    ActivityLog.Builder entry = parse(first.call().orElseThrow());
    Optional<Called> called = called(entry);
    List<Recorded> changes =
        session.stream().flatMap(row -> Recorded.of(region, reader, row).stream()).toList();
    Optional<Recorded> main = Recorded.main(changes, called.flatMap(Called::type));
    called
        .flatMap(Called::permission)
        .map(Permission::fullName)
        .ifPresent(text -> entry.getAuthorizationBuilder().addGrantedPermissions(text));
    entry.getAuthenticationBuilder().setPrincipal(first.actor());
    entry.setCategory(category(called, main)).putLabels(AuditLabels.REQUEST_ID, first.requestId());
    main.ifPresent(change -> entry.setResource(resource(change)));
    entry.addEventsBuilder().getExitBuilder().setStatus(Status.getDefaultInstance());
    return finished(entry, scope, Long.toString(first.version()), first);
  }

  private ActivityLog refused(LoggedCall call) {
    ActivityLog.Builder entry = parse(call.call());
    String about =
        call.scope().isEmpty()
            ? "services/" + methods.domain(entry.getService().getName())
            : call.scope();
    return finished(entry, about, "refused-" + call.id(), call);
  }

  private ActivityLog finished(ActivityLog.Builder entry, String about, String id, Logged row) {
    entry
        .setName(about + "/activityLogs/" + id)
        .setScope(about)
        .setRequestId(RequestNumber.of(entry.getLabelsOrDefault(AuditLabels.REQUEST_ID, "")));
    entry.setAuthentication(authentication(entry.getAuthentication().getPrincipal()));
    entry
        .getServiceBuilder()
        .setName(methods.domain(entry.getService().getName()))
        .setRegionId(region.id());
    entry.getEventsBuilder(0).getExitBuilder().setTime(ProtoTimes.timestamp(row.at()));
    return entry.build();
  }

  private Optional<Called> called(ActivityLog.Builder entry) {
    return methods.find(entry.getService().getName(), entry.getMethod().getType());
  }

  private static Category category(Optional<Called> called, Optional<Recorded> main) {
    if (main.isEmpty() || called.filter(Called::standard).isEmpty()) {
      return Category.Operation;
    }
    Recorded change = main.get();
    if (change.created()) {
      return Category.Creation;
    }
    if (change.deleted()) {
      return Category.Deletion;
    }
    return switch (change.kind()) {
      case STATE -> Category.StateUpdate;
      case META -> Category.MetaUpdate;
      case SPEC, SECRET, UNRECOGNIZED -> Category.SpecUpdate;
    };
  }

  private static ActivityLog.Resource resource(Recorded change) {
    Mask changed = change.changed();
    Difference.Builder difference = Difference.newBuilder().setFields(changed.toProto());
    if (!change.created()) {
      switch (change.payload(change.before(), changed)) {
        case Payload.Told(var data) -> difference.setBefore(data);
        case Payload.Omitted(var size) -> difference.setBeforeOmittedPayload(size);
      }
    }
    if (!change.deleted()) {
      switch (change.payload(change.after(), changed)) {
        case Payload.Told(var data) -> difference.setAfter(data);
        case Payload.Omitted(var size) -> difference.setAfterOmittedPayload(size);
      }
    }
    return ActivityLog.Resource.newBuilder()
        .setName(change.row().key().name())
        .setDifference(difference)
        .build();
  }

  static Instant time(ActivityLog entry) {
    return ProtoTimes.instant(entry.getEvents(entry.getEventsCount() - 1).getExit().getTime());
  }

  /** Who a member string says that it was. */
  static Authentication authentication(String principal) {
    return Authentication.newBuilder()
        .setPrincipal(principal)
        .setPrincipalType(principal.substring(0, Math.max(0, principal.indexOf(':'))))
        .build();
  }

  private static ActivityLog.Builder parse(ByteString encoded) {
    try {
      return ActivityLog.parseFrom(encoded).toBuilder();
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("the audit log holds what is no entry", broken);
    }
  }
}
