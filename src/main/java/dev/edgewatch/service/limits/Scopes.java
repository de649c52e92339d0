package dev.edgewatch.service.limits;

import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.limits.v1.Plan;
import dev.edgewatch.api.limits.v1.PlanAssignmentRequest;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who passes limits on to whom (contract section 13.2): a service to organizations and projects
 * without a parent, an organization to what is directly in it.
 */
final class Scopes {
  private final ResourceType projects;
  private final ResourceType organizations;
  private final ResourceType plans;

  Scopes(Catalog catalog) {
    projects = catalog.type("iam.edgelq.com/Project");
    organizations = catalog.type("iam.edgelq.com/Organization");
    plans = catalog.type("limits.edgelq.com/Plan");
  }

  /**
   * Who passes limits on to a project or an organization: the organization it is in, else the
   * service itself, {@code services/devices.edgelq.com}.
   *
   * @param scope {@code projects/p} or {@code organizations/o}
   * @param rows where to read; a row that is not there is nobody's child
   */
  String above(String scope, String service, Function<ResourceName, Optional<Resource>> rows) {
    Optional<String> parent =
        projects
            .findName(scope)
            .map(
                name ->
                    rows.apply(name)
                        .map(row -> row.as(Project.class).getParentOrganization())
                        .orElse(""))
            .or(
                () ->
                    organizations
                        .findName(scope)
                        .flatMap(rows)
                        .map(row -> row.as(Organization.class).getParentOrganization()));
    return parent.filter(name -> !name.isEmpty()).orElse(service);
  }

  /** Who decides a request: as it says, or who passes limits on to its scope. */
  String approver(
      Resource row,
      PlanAssignmentRequest request,
      String service,
      Function<ResourceName, Optional<Resource>> rows) {
    return request.getApprover().isEmpty()
        ? above(row.type().parseName(row.name()).parent().text(), service, rows)
        : request.getApprover();
  }

  /** Of which service a request wants limits. */
  String serviceOf(PlanAssignmentRequest request, Function<ResourceName, Optional<Resource>> rows) {
    return request.getRequest().hasAssign()
        ? serviceOf(request.getRequest().getAssign().getPlan(), rows)
        : request.getService();
  }

  /** Of which service a plan limits resources, {@code services/devices.edgelq.com}. */
  String serviceOf(String planName, Function<ResourceName, Optional<Resource>> rows) {
    ResourceName name = plans.parseName(planName).requireConcrete();
    Plan plan =
        rows.apply(name)
            .map(row -> row.as(Plan.class))
            .orElseThrow(
                () ->
                    new Refusal.Precondition(
                            "PLAN_MISSING",
                            "Plan '" + planName + "' does not exist",
                            List.of(planName))
                        .exception());
    return plan.getService().isEmpty()
        ? name.segment("service").map(domain -> "services/" + domain).orElse("")
        : plan.getService();
  }
}
