package dev.edgewatch.service.limits;

import dev.edgewatch.api.limits.v1.ListApproverPlanAssignmentRequestsRequest;
import dev.edgewatch.api.limits.v1.ListPlanAssignmentRequestsResponse;
import dev.edgewatch.api.limits.v1.PlanAssignmentRequest;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The requests that one approver has to decide, of projects and organizations alike, as far as they
 * are in this region.
 */
final class WaitingRequests {
  private static final List<String> PARENTS = List.of("organizations/-", "projects/-");
  private static final int PAGE = 1_000;

  private final Region region;
  private final ResourceType type;
  private final Scopes scopes;

  WaitingRequests(Region region, Scopes scopes) {
    this.region = region;
    this.type = region.catalog().type("limits.edgelq.com/PlanAssignmentRequest");
    this.scopes = scopes;
  }

  ListPlanAssignmentRequestsResponse list(ListApproverPlanAssignmentRequestsRequest request) {
    OrderBy order = OrderBy.parse(type, request.getOrderBy());
    Filter filter = Filter.parse(type, request.getFilter());
    int size = region.watches().pageSize(request.getPageSize());
    Mask mask = Mask.ofView(type, request.getView(), request.getFieldMask());
    List<PlanAssignmentRequest> matching = new ArrayList<>();
    for (String parent : PARENTS) {
      collect(new Query(type, type.parseParent(parent), filter, order), request, matching);
    }
    SortedPage<PlanAssignmentRequest> page =
        SortedPage.of(type, order, matching, request.getPageToken(), size);
    ListPlanAssignmentRequestsResponse.Builder answer =
        ListPlanAssignmentRequestsResponse.newBuilder()
            .setPrevPageToken(page.previousToken())
            .setNextPageToken(page.nextToken());
    page.rows()
        .forEach(
            row -> answer.addPlanAssignmentRequests((PlanAssignmentRequest) mask.project(row)));
    return answer.build();
  }

  private void collect(
      Query query,
      ListApproverPlanAssignmentRequestsRequest request,
      List<PlanAssignmentRequest> matching) {
    String token = "";
    do {
      Page page = region.watches().list(query, token, PAGE);
      for (Resource row : page.resources()) {
        PlanAssignmentRequest waiting = row.as(PlanAssignmentRequest.class);
        if (approver(row, waiting).equals(request.getApprover())) {
          matching.add(waiting);
        }
      }
      token = page.nextToken();
    } while (!token.isEmpty());
  }

  private String approver(Resource row, PlanAssignmentRequest request) {
    Function<ResourceName, Optional<Resource>> rows =
        name -> region.watches().get(name.type(), name.text());
    try {
      return scopes.approver(row, request, scopes.serviceOf(request, rows), rows);
    } catch (RefusalException planGone) {
      if (planGone.refusal() instanceof Refusal.Precondition) {
        return request.getApprover();
      }
      throw planGone;
    }
  }
}
