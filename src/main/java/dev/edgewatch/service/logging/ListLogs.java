package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.ListLogsRequest;
import dev.edgewatch.api.logging.v1.ListLogsResponse;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod.Gathered;
import dev.edgewatch.region.CustomMethod.Gathered.Share;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.service.timeline.Gathering;
import dev.edgewatch.service.timeline.Newest;
import dev.edgewatch.service.timeline.PageQuery;
import dev.edgewatch.service.timeline.PageSize;
import dev.edgewatch.service.timeline.Timeline;
import dev.edgewatch.store.Logs.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ListLogs}: what was logged, newest first, of all regions. */
final class ListLogs implements Gathered.Work<ListLogsRequest, ListLogsResponse> {
  private final Region region;
  private final Destinations destinations;
  private final Timeline<Place> timeline;

  ListLogs(Region region, Destinations destinations) {
    this.region = region;
    this.destinations = destinations;
    this.timeline =
        new Timeline<>(
            region, region.catalog().type("logging.edgelq.com/Log"), "region", new LogPlaces());
  }

  private PageQuery<Place> query(ListLogsRequest request) {
    return timeline.query(
        request.getParentsList(),
        request.getFilter(),
        request.getInterval(),
        request.getPageSize(),
        request.getPageToken());
  }

  /** A bucket is asked of its region alone. */
  @Override
  public Map<String, ListLogsRequest> shares(ListLogsRequest request, List<String> serving) {
    PageQuery<Place> query = query(request);
    List<ParentName> parents = query.parents();
    List<String> regions =
        Stream.concat(
                parents.stream().allMatch(parent -> parent.region().isPresent())
                    ? Stream.empty()
                    : serving.stream(),
                parents.stream().flatMap(parent -> parent.region().stream()))
            .distinct()
            .toList();
    return query.shares(regions, request, filter -> request.toBuilder().setFilter(filter).build());
  }

  @Override
  public ListLogsResponse here(CallContext context, ListLogsRequest request) {
    PageQuery<Place> query = query(request);
    Map<String, List<Destination>> byScope = new LinkedHashMap<>();
    for (ParentName parent : query.parents()) {
      destinations
          .find(parent)
          .ifPresent(
              found -> byScope.computeIfAbsent(found.scope(), any -> new ArrayList<>()).add(found));
    }
    List<Newest<Log, Place>> logs = new ArrayList<>();
    logs.add(new Newest<>(List.of(), query.from()));
    byScope
        .values()
        .forEach(
            asked -> logs.add(new ScopeLogs(region, context.requester(), query, asked).newest()));
    return answer(query, Newest.of(logs, ListLogs::place, PageSize.of(query.size()))).build();
  }

  private static Place place(Log log) {
    return new Place(ProtoTimes.instant(log.getTime()), log.getBinKey());
  }

  private static ListLogsResponse.Builder answer(PageQuery<Place> query, Newest<Log, Place> page) {
    return ListLogsResponse.newBuilder()
        .addAllLogs(page.entries())
        .setNextPageToken(query.next(page));
  }

  @Override
  public ListLogsResponse together(
      ListLogsRequest request, Map<String, Share<ListLogsResponse>> shares) {
    PageQuery<Place> query = query(request);
    Gathering<ListLogsResponse, Log> gathering =
        new Gathering<>(
            ListLogsResponse::getLogsList,
            ListLogsResponse::getNextPageToken,
            another -> ListLogsResponse.ErrorDetails.newBuilder().setRegionId(another).build());
    return answer(query, gathering.newest(query, shares, ListLogs::place))
        .addAllExecutionErrors(gathering.errors(shares))
        .build();
  }
}
