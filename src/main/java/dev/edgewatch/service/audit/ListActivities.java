package dev.edgewatch.service.audit;

import dev.edgewatch.api.audit.v1.ActivityLog;
import dev.edgewatch.api.audit.v1.ListActivityLogsRequest;
import dev.edgewatch.api.audit.v1.ListActivityLogsResponse;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod.Gathered;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.service.timeline.Gathering;
import dev.edgewatch.service.timeline.Newest;
import dev.edgewatch.service.timeline.PageQuery;
import dev.edgewatch.service.timeline.PageSize;
import dev.edgewatch.service.timeline.Timeline;
import dev.edgewatch.service.timeline.Times;
import dev.edgewatch.store.AuditLog;
import dev.edgewatch.store.AuditLog.LoggedCall;
import dev.edgewatch.store.AuditLog.LoggedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ListActivityLogs}: who called what, newest first, of all regions. */
final class ListActivities
    implements Gathered.Work<ListActivityLogsRequest, ListActivityLogsResponse> {
  private static final String SERVICES = "services/";

  private final Region region;
  private final Timeline<Instant> timeline;
  private final CalledMethods methods;

  ListActivities(Region region) {
    this.region = region;
    this.timeline =
        new Timeline<>(
            region,
            region.catalog().type("audit.edgelq.com/ActivityLog"),
            "service.region_id",
            new Times());
    this.methods = new CalledMethods(region.catalog());
  }

  private PageQuery<Instant> query(ListActivityLogsRequest request) {
    PageQuery<Instant> query =
        timeline.query(
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
  public Map<String, ListActivityLogsRequest> shares(
      ListActivityLogsRequest request, List<String> serving) {
    return query(request)
        .shares(serving, request, filter -> request.toBuilder().setFilter(filter).build());
  }

  @Override
  public ListActivityLogsResponse here(CallContext context, ListActivityLogsRequest request) {
    PageQuery<Instant> query = query(request);
    AuditLog log = region.audit();
    List<Newest<ActivityLog, Instant>> logs = new ArrayList<>();
    for (ParentName parent : query.parents()) {
      String scope = parent.text();
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
    return answer(query, Newest.of(logs, Activities::time, PageSize.of(query.size()))).build();
  }

  private static ListActivityLogsResponse.Builder answer(
      PageQuery<Instant> query, Newest<ActivityLog, Instant> page) {
    return ListActivityLogsResponse.newBuilder()
        .addAllActivityLogs(page.entries())
        .setNextPageToken(query.next(page));
  }

  @Override
  public ListActivityLogsResponse together(
      ListActivityLogsRequest request, Map<String, Share<ListActivityLogsResponse>> shares) {
    PageQuery<Instant> query = query(request);
    Gathering<ListActivityLogsResponse, ActivityLog> gathering =
        new Gathering<>(
            ListActivityLogsResponse::getActivityLogsList,
            ListActivityLogsResponse::getNextPageToken,
            another ->
                ListActivityLogsResponse.ErrorDetails.newBuilder().setRegionId(another).build());
    return answer(query, gathering.newest(query, shares, Activities::time))
        .addAllExecutionErrors(gathering.errors(shares))
        .build();
  }
}
