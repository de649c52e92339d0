package dev.edgewatch.service.limits;

import dev.edgewatch.api.limits.v1.AcceptPlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.AcceptPlanAssignmentResponse;
import dev.edgewatch.api.limits.v1.AcceptedPlan;
import dev.edgewatch.api.limits.v1.DeclinePlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.DeclinePlanAssignmentResponse;
import dev.edgewatch.api.limits.v1.PlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.PlanAssignmentRequest.RequestType.Assign;
import dev.edgewatch.api.limits.v1.PlanAssignmentRequest.Status.Conclusion;
import dev.edgewatch.api.limits.v1.RegionalPlanAssignment;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/**
 * Requests for plans and their end (contract section 13.2). What is accepted is written down as the
 * approver's accepted plan; the assignment on the other side follows from that.
 */
final class Approvals {
  private final ResourceType requests;
  private final ResourceType accepted;
  private final Scopes scopes;
  private final ResourceEdits edits;

  Approvals(Catalog catalog, Scopes scopes, ResourceEdits edits) {
    this.requests = catalog.type("limits.edgelq.com/PlanAssignmentRequest");
    this.accepted = catalog.type("limits.edgelq.com/AcceptedPlan");
    this.scopes = scopes;
    this.edits = edits;
  }

  AcceptPlanAssignmentResponse accept(AcceptPlanAssignmentRequest call, MethodSession session) {
    Resource row = pending(call.getName(), session);
    PlanAssignmentRequest request = row.as(PlanAssignmentRequest.class);
    if (!request.getRequest().hasAssign()) {
      throw refused(
          "REQUEST_NOT_SUPPORTED",
          row,
          "asks to " + request.getRequest().getRequestCase() + "; expected to assign a plan");
    }
    Assign assign = request.getRequest().getAssign();
    String service = scopes.serviceOf(assign.getPlan(), session::get);
    String assignee = requests.parseName(row.name()).parent().text();
    String approver = approver(row, request, call.getApprover(), service, session);
    ParentName giver = accepted.parseParent(approver);
    Optional<Resource> before =
        session.list(giver).stream()
            .filter(plan -> isOf(plan.as(AcceptedPlan.class), assignee, service))
            .findFirst();
    AcceptedPlan after = AcceptedPlans.with(before, assign, assignee, service);
    Resource plan =
        before.isPresent()
            ? session.replace(before.get(), after)
            : session.create(edits.newName(accepted, approver, after), after);
    conclude(row, request, Conclusion.APPROVED, "", session);
    return AcceptPlanAssignmentResponse.newBuilder()
        .setAcceptedPlan(plan.as(AcceptedPlan.class))
        .build();
  }

  DeclinePlanAssignmentResponse decline(DeclinePlanAssignmentRequest call, MethodSession session) {
    Resource row = pending(call.getName(), session);
    PlanAssignmentRequest request = row.as(PlanAssignmentRequest.class);
    String service = scopes.serviceOf(request, session::get);
    approver(row, request, call.getApprover(), service, session);
    conclude(row, request, Conclusion.REJECTED, call.getReason(), session);
    return DeclinePlanAssignmentResponse.getDefaultInstance();
  }

  /** A request that nobody has written a conclusion into is pending. */
  private Resource pending(String name, MethodSession session) {
    Resource row = session.require(requests.parseName(name));
    Conclusion conclusion = row.as(PlanAssignmentRequest.class).getStatus().getConclusion();
    if (conclusion == Conclusion.APPROVED || conclusion == Conclusion.REJECTED) {
      throw refused("REQUEST_CONCLUDED", row, "is " + conclusion + " already");
    }
    return row;
  }

  /**
   * Who decides. The permission was asked on the approver that the caller names, so that has to be
   * the right one; who names none has decided for the service.
   */
  private String approver(
      Resource row,
      PlanAssignmentRequest request,
      String named,
      String service,
      MethodSession session) {
    String right = scopes.approver(row, request, service, session::get);
    if (!named.isEmpty() && !named.equals(right)) {
      throw Refusal.invalid(
          "APPROVER_WRONG", "approver", "approver is '" + named + "'; expected '" + right + "'");
    }
    return right;
  }

  private static boolean isOf(AcceptedPlan plan, String assignee, String service) {
    return plan.getService().equals(service) && AcceptedPlans.assignee(plan).equals(assignee);
  }

  private static void conclude(
      Resource row,
      PlanAssignmentRequest request,
      Conclusion conclusion,
      String reason,
      MethodSession session) {
    PlanAssignmentRequest.Builder after = request.toBuilder();
    after.getStatusBuilder().setConclusion(conclusion).setReason(reason);
    session.replace(row, after.build());
  }

  private static RuntimeException refused(String reason, Resource row, String what) {
    return new Refusal.Precondition(
            reason, "PlanAssignmentRequest '" + row.name() + "' " + what, List.of(row.name()))
        .exception();
  }

  /** How an accepted plan comes from what was asked for. */
  private static final class AcceptedPlans {
    private AcceptedPlans() {}

    /**
     * A plan for all regions replaces the default one, with its extensions; one for a region
     * replaces what there was for that region.
     */
    static AcceptedPlan with(
        Optional<Resource> before, Assign assign, String assignee, String service) {
      AcceptedPlan.Builder plan =
          before
              .map(row -> row.as(AcceptedPlan.class).toBuilder())
              .orElseGet(AcceptedPlan::newBuilder)
              .setService(service);
      setAssignee(plan, assignee);
      String region = assign.getRegion();
      List<RegionalPlanAssignment> others =
          plan.getRegionalPlanOverridesList().stream()
              .filter(override -> !override.getRegion().equals(region))
              .toList();
      if (region.isEmpty() || plan.getDefaultRegionalPlan().isEmpty()) {
        plan.setDefaultRegionalPlan(assign.getPlan());
      }
      if (!region.isEmpty()) {
        plan.clearRegionalPlanOverrides()
            .addAllRegionalPlanOverrides(others)
            .addRegionalPlanOverrides(
                RegionalPlanAssignment.newBuilder().setPlan(assign.getPlan()).setRegion(region));
      }
      var kept =
          plan.getExtensionsList().stream()
              .filter(extension -> !extension.getRegion().equals(region))
              .toList();
      plan.clearExtensions().addAllExtensions(kept);
      assign
          .getExtensionsList()
          .forEach(
              extension ->
                  plan.addExtensions(
                      region.isEmpty()
                          ? extension
                          : extension.toBuilder().setRegion(region).build()));
      return plan.build();
    }

    private static void setAssignee(AcceptedPlan.Builder plan, String assignee) {
      AcceptedPlan.Assignee.Builder to = AcceptedPlan.Assignee.newBuilder();
      if (assignee.startsWith("projects/")) {
        to.setProjectAssignee(assignee);
      } else {
        to.setOrganizationAssignee(assignee);
      }
      plan.setAssignee(to);
    }

    static String assignee(AcceptedPlan plan) {
      return switch (plan.getAssignee().getAssigneeCase()) {
        case PROJECT_ASSIGNEE -> plan.getAssignee().getProjectAssignee();
        case ORGANIZATION_ASSIGNEE -> plan.getAssignee().getOrganizationAssignee();
        case SERVICE_ASSIGNEE -> plan.getAssignee().getServiceAssignee();
        case ASSIGNEE_NOT_SET -> "";
      };
    }
  }
}
