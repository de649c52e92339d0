package dev.edgewatch.service.audit;

import com.google.protobuf.Any;
import dev.edgewatch.api.audit.v1.ActivityLog;
import dev.edgewatch.api.audit.v1.ListActivityLogsRequest;
import dev.edgewatch.api.audit.v1.ListActivityLogsResponse;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod.Gathered;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.AuditLog;
import dev.edgewatch.store.AuditLog.LoggedCall;
import dev.edgewatch.store.AuditLog.LoggedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ListActivityLogs}: who called what, newest first, of all regions. */
final class ListActivities
    implements Gathered.Work<ListActivityLogsRequest, ListActivityLogsResponse> {
  private static final String SERVICES = "services/";

  private final Region region;
  private final ResourceType type;
  private final CalledMethods methods;

  ListActivities(Region region) {
    this.region = region;
    this.type = region.catalog().type("audit.edgelq.com/ActivityLog");
    this.methods = new CalledMethods(region.catalog());
  }

  private AuditQuery query(ListActivityLogsRequest request) {
    AuditQuery query =
        AuditQuery.of(
            region,
            type,
            request.getParentsList(),
            request.getFilter(),
            request.getInterval(),
            request.getPageSize(),
            request.getPageToken());
    boolean byLabel =
        query.filter().paths().stream().anyMatch(path -> path.text().startsWith("labels."));
    if (byLabel && !query.pins("service.name", "method.type")) {
      throw Refusal.invalid(
          "FILTER_TOO_WIDE",
          "filter",
          "filter asks for labels; expected it to say service.name and method.type as well");
    }
    return query;
  }

  @Override
  public List<String> asked(
      CallContext context, ListActivityLogsRequest request, List<String> serving) {
    return query(request).regions(serving);
  }

  @Override
  public ListActivityLogsRequest share(ListActivityLogsRequest request, String another) {
    return request.toBuilder().setFilter(query(request).filterIn(another)).build();
  }

  @Override
  public ListActivityLogsResponse here(CallContext context, ListActivityLogsRequest request) {
    AuditQuery query = query(request);
    AuditLog log = region.audit();
    List<Newest<ActivityLog>> logs = new ArrayList<>();
    for (String scope : query.scopes()) {
      Activities activities = new Activities(region, methods, context.requester(), scope);
      Entries<LoggedChange, ActivityLog> changes =
          new Entries<>(log::changes, activities::ofChanges);
      Entries<LoggedCall, ActivityLog> refusals = new Entries<>(log::calls, activities::ofRefusals);
      logs.add(changes.find(query, scope, ""));
      logs.add(refusals.find(query, scope, ""));
      if (scope.startsWith(SERVICES)) {
        logs.add(changes.find(query, "", scope.substring(SERVICES.length()) + "/"));
        logs.add(refusals.find(query, "", ""));
      }
    }
    return answer(query, Newest.of(logs, Activities::time, query.size())).build();
  }

  private static ListActivityLogsResponse.Builder answer(
      AuditQuery query, Newest<ActivityLog> page) {
    return ListActivityLogsResponse.newBuilder()
        .addAllActivityLogs(page.entries())
        .setNextPageToken(query.next(page));
  }

  @Override
  public ListActivityLogsResponse together(
      ListActivityLogsRequest request, Map<String, Share<ListActivityLogsResponse>> shares) {
    AuditQuery query = query(request);
    Gathering<ListActivityLogsResponse, ActivityLog> gathering =
        new Gathering<>(
            ListActivityLogsResponse::getActivityLogsList,
            ListActivityLogsResponse::getNextPageToken,
            another ->
                Any.pack(
                    ListActivityLogsResponse.ErrorDetails.newBuilder()
                        .setRegionId(another)
                        .build()));
    return answer(query, gathering.newest(query, shares, Activities::time))
        .addAllExecutionErrors(gathering.errors(shares))
        .build();
  }
}
