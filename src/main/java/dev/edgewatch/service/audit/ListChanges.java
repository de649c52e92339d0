package dev.edgewatch.service.audit;

import dev.edgewatch.api.audit.v1.ListResourceChangeLogsRequest;
import dev.edgewatch.api.audit.v1.ListResourceChangeLogsResponse;
import dev.edgewatch.api.audit.v1.ResourceChangeLog;
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
import dev.edgewatch.store.AuditLog.LoggedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ListResourceChangeLogs}: what became of resources, newest first, of all regions. */
final class ListChanges
    implements Gathered.Work<ListResourceChangeLogsRequest, ListResourceChangeLogsResponse> {
  private static final String SERVICES = "services/";

  private final Region region;
  private final Timeline<Instant> timeline;

  ListChanges(Region region) {
    this.region = region;
    this.timeline =
        new Timeline<>(
            region,
            region.catalog().type("audit.edgelq.com/ResourceChangeLog"),
            "service.region_id",
            new Times());
  }

  private PageQuery<Instant> query(ListResourceChangeLogsRequest request) {
    PageQuery<Instant> query =
        timeline.query(
            request.getParentsList(),
            request.getFilter(),
            request.getInterval(),
            request.getPageSize(),
            request.getPageToken());
    if (!query.pins("service.name", "resource.type") && !query.pins("request_id")) {
      throw Refusal.invalid(
          "FILTER_TOO_WIDE",
          "filter",
          "filter is '"
              + query.filter().text()
              + "'; expected it to say service.name and resource.type, or request_id");
    }
    return query;
  }

  @Override
  public Map<String, ListResourceChangeLogsRequest> shares(
      ListResourceChangeLogsRequest request, List<String> serving) {
    return query(request)
        .shares(serving, request, filter -> request.toBuilder().setFilter(filter).build());
  }

  @Override
  public ListResourceChangeLogsResponse here(
      CallContext context, ListResourceChangeLogsRequest request) {
    PageQuery<Instant> query = query(request);
    List<Newest<ResourceChangeLog, Instant>> logs = new ArrayList<>();
    for (ParentName parent : query.parents()) {
      String scope = parent.text();
      Entries<LoggedChange, ResourceChangeLog> changes =
          new Entries<>(
              region.audit()::changes, new Changes(region, context.requester(), scope)::of);
      logs.add(changes.find(query, scope, ""));
      if (scope.startsWith(SERVICES)) {
        logs.add(changes.find(query, "", scope.substring(SERVICES.length()) + "/"));
      }
    }
    return answer(query, Newest.of(logs, Changes::time, PageSize.of(query.size()))).build();
  }

  private static ListResourceChangeLogsResponse.Builder answer(
      PageQuery<Instant> query, Newest<ResourceChangeLog, Instant> page) {
    return ListResourceChangeLogsResponse.newBuilder()
        .addAllResourceChangeLogs(page.entries())
        .setNextPageToken(query.next(page));
  }

  @Override
  public ListResourceChangeLogsResponse together(
      ListResourceChangeLogsRequest request,
      Map<String, Share<ListResourceChangeLogsResponse>> shares) {
    PageQuery<Instant> query = query(request);
    Gathering<ListResourceChangeLogsResponse, ResourceChangeLog> gathering =
        new Gathering<>(
            ListResourceChangeLogsResponse::getResourceChangeLogsList,
            ListResourceChangeLogsResponse::getNextPageToken,
            another ->
                ListResourceChangeLogsResponse.ErrorDetails.newBuilder()
                    .setRegionId(another)
                    .build());
    return answer(query, gathering.newest(query, shares, Changes::time))
        .addAllExecutionErrors(gathering.errors(shares))
        .build();
  }
}
