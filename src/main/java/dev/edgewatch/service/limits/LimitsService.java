package dev.edgewatch.service.limits;

import dev.edgewatch.api.limits.v1.AcceptPlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.AcceptPlanAssignmentResponse;
import dev.edgewatch.api.limits.v1.DeclinePlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.DeclinePlanAssignmentResponse;
import dev.edgewatch.api.limits.v1.Limit;
import dev.edgewatch.api.limits.v1.LimitPool;
import dev.edgewatch.api.limits.v1.ListApproverPlanAssignmentRequestsRequest;
import dev.edgewatch.api.limits.v1.ListPlanAssignmentRequestsResponse;
import dev.edgewatch.api.limits.v1.MigrateLimitPoolSourceRequest;
import dev.edgewatch.api.limits.v1.MigrateLimitSourceRequest;
import dev.edgewatch.api.limits.v1.MigratePlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.PlanAssignment;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import java.util.List;

/** The custom methods of {@code limits.edgelq.com}. */
public final class LimitsService implements CustomService {
  private static final String PACKAGE = "ntt.limits.v1.";

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    Scopes scopes = new Scopes(region.catalog());
    Migrations migrations = new Migrations(region.catalog(), scopes);
    Approvals approvals = new Approvals(region.catalog(), scopes, edits);
    WaitingRequests waiting = new WaitingRequests(region, scopes);
    return List.of(
        new CustomMethod.Snapshot<>(
            PACKAGE + "LimitService/MigrateLimitSource",
            MigrateLimitSourceRequest.getDefaultInstance(),
            Limit.getDefaultInstance(),
            (context, request, session) -> migrations.limit(request, session)),
        new CustomMethod.Snapshot<>(
            PACKAGE + "LimitPoolService/MigrateLimitPoolSource",
            MigrateLimitPoolSourceRequest.getDefaultInstance(),
            LimitPool.getDefaultInstance(),
            (context, request, session) -> migrations.pool(request, session)),
        new CustomMethod.Snapshot<>(
            PACKAGE + "PlanAssignmentService/MigratePlanAssignment",
            MigratePlanAssignmentRequest.getDefaultInstance(),
            PlanAssignment.getDefaultInstance(),
            (context, request, session) -> migrations.assignment(request, session)),
        new CustomMethod.Snapshot<>(
            PACKAGE + "PlanAssignmentRequestService/AcceptPlanAssignment",
            AcceptPlanAssignmentRequest.getDefaultInstance(),
            AcceptPlanAssignmentResponse.getDefaultInstance(),
            (context, request, session) -> approvals.accept(request, session)),
        new CustomMethod.Snapshot<>(
            PACKAGE + "PlanAssignmentRequestService/DeclinePlanAssignment",
            DeclinePlanAssignmentRequest.getDefaultInstance(),
            DeclinePlanAssignmentResponse.getDefaultInstance(),
            (context, request, session) -> approvals.decline(request, session)),
        new CustomMethod.Unary<>(
            PACKAGE + "PlanAssignmentRequestService/ListApproverPlanAssignmentRequests",
            ListApproverPlanAssignmentRequestsRequest.getDefaultInstance(),
            ListPlanAssignmentRequestsResponse.getDefaultInstance(),
            (context, request) -> waiting.list(request)));
  }
}
