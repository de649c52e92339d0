package dev.edgewatch.service.audit;

import com.google.protobuf.Any;
import dev.edgewatch.api.audit.v1.ListResourceChangeLogsRequest;
import dev.edgewatch.api.audit.v1.ListResourceChangeLogsResponse;
import dev.edgewatch.api.audit.v1.ResourceChangeLog;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod.Gathered;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.AuditLog.LoggedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ListResourceChangeLogs}: what became of resources, newest first, of all regions. */
final class ListChanges
    implements Gathered.Work<ListResourceChangeLogsRequest, ListResourceChangeLogsResponse> {
  private static final String SERVICES = "services/";

  private final Region region;
  private final ResourceType type;

  ListChanges(Region region) {
    this.region = region;
    this.type = region.catalog().type("audit.edgelq.com/ResourceChangeLog");
  }

  private AuditQuery query(ListResourceChangeLogsRequest request) {
    AuditQuery query =
        AuditQuery.of(
            region,
            type,
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
  public List<String> asked(
      CallContext context, ListResourceChangeLogsRequest request, List<String> serving) {
    return query(request).regions(serving);
  }

  @Override
  public ListResourceChangeLogsRequest share(
      ListResourceChangeLogsRequest request, String another) {
    return request.toBuilder().setFilter(query(request).filterIn(another)).build();
  }

  @Override
  public ListResourceChangeLogsResponse here(
      CallContext context, ListResourceChangeLogsRequest request) {
    AuditQuery query = query(request);
    List<Newest<ResourceChangeLog>> logs = new ArrayList<>();
    for (String scope : query.scopes()) {
      Entries<LoggedChange, ResourceChangeLog> changes =
          new Entries<>(
              region.audit()::changes, new Changes(region, context.requester(), scope)::of);
      logs.add(changes.find(query, scope, ""));
      if (scope.startsWith(SERVICES)) {
        logs.add(changes.find(query, "", scope.substring(SERVICES.length()) + "/"));
      }
    }
    return answer(query, Newest.of(logs, Changes::time, query.size())).build();
  }

  private static ListResourceChangeLogsResponse.Builder answer(
      AuditQuery query, Newest<ResourceChangeLog> page) {
    return ListResourceChangeLogsResponse.newBuilder()
        .addAllResourceChangeLogs(page.entries())
        .setNextPageToken(query.next(page));
  }

  @Override
  public ListResourceChangeLogsResponse together(
      ListResourceChangeLogsRequest request,
      Map<String, Share<ListResourceChangeLogsResponse>> shares) {
    AuditQuery query = query(request);
    Gathering<ListResourceChangeLogsResponse, ResourceChangeLog> gathering =
        new Gathering<>(
            ListResourceChangeLogsResponse::getResourceChangeLogsList,
            ListResourceChangeLogsResponse::getNextPageToken,
            another ->
                Any.pack(
                    ListResourceChangeLogsResponse.ErrorDetails.newBuilder()
                        .setRegionId(another)
                        .build()));
    return answer(query, gathering.newest(query, shares, Changes::time))
        .addAllExecutionErrors(gathering.errors(shares))
        .build();
  }
}
