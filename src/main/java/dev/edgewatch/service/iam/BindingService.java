package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.v1.CheckMyRoleBindingsRequest;
import dev.edgewatch.api.iam.v1.CheckMyRoleBindingsResponse;
import dev.edgewatch.api.iam.v1.ListGroupMembersWithMembersRequest;
import dev.edgewatch.api.iam.v1.ListGroupMembersWithMembersResponse;
import dev.edgewatch.api.iam.v1.ListMyOrganizationsRequest;
import dev.edgewatch.api.iam.v1.ListMyOrganizationsResponse;
import dev.edgewatch.api.iam.v1.ListMyProjectsRequest;
import dev.edgewatch.api.iam.v1.ListMyProjectsResponse;
import dev.edgewatch.api.iam.v1.ListMyRoleBindingsRequest;
import dev.edgewatch.api.iam.v1.ListMyRoleBindingsResponse;
import dev.edgewatch.api.iam.v1.ListMyServiceProjectsRequest;
import dev.edgewatch.api.iam.v1.ListMyServiceProjectsResponse;
import dev.edgewatch.api.iam.v1.ListRoleBindingsWithMembersRequest;
import dev.edgewatch.api.iam.v1.ListRoleBindingsWithMembersResponse;
import dev.edgewatch.api.iam.v1.SearchMyOrganizationsRequest;
import dev.edgewatch.api.iam.v1.SearchMyOrganizationsResponse;
import dev.edgewatch.api.iam.v1.SearchMyProjectsRequest;
import dev.edgewatch.api.iam.v1.SearchMyProjectsResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.resource.Catalog;
import java.util.List;
import java.util.Optional;

/** What people hold and belong to: methods about one's own bindings, and rules of giving roles. */
public final class BindingService implements CustomService {
  private static final String PACKAGE = "ntt.iam.v1.";

  private Optional<AssignmentKeeper> keeper = Optional.empty();

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    MyBindings bindings = new MyBindings(region);
    Catalog catalog = region.catalog();
    MyScopes projects = MyScopes.all(region, catalog.type("iam.edgelq.com/Project"));
    MyScopes ofServices = MyScopes.ofServices(region, catalog.type("iam.edgelq.com/Project"));
    MyScopes organizations = MyScopes.all(region, catalog.type("iam.edgelq.com/Organization"));
    Members members = new Members(region);
    WithMembers bound =
        new WithMembers(region, catalog.type("iam.edgelq.com/RoleBinding"), members);
    WithMembers inGroups =
        new WithMembers(region, catalog.type("iam.edgelq.com/GroupMember"), members);
    return List.of(
        new CustomMethod.Unary<>(
            PACKAGE + "AuthorizationService/CheckMyRoleBindings",
            CheckMyRoleBindingsRequest.getDefaultInstance(),
            CheckMyRoleBindingsResponse.getDefaultInstance(),
            bindings::check),
        new CustomMethod.Unary<>(
            PACKAGE + "RoleBindingService/ListMyRoleBindings",
            ListMyRoleBindingsRequest.getDefaultInstance(),
            ListMyRoleBindingsResponse.getDefaultInstance(),
            bindings::list),
        bound.method(
            PACKAGE + "RoleBindingService/ListRoleBindingsWithMembers",
            ListRoleBindingsWithMembersRequest.getDefaultInstance(),
            ListRoleBindingsWithMembersResponse.getDefaultInstance()),
        inGroups.method(
            PACKAGE + "GroupMemberService/ListGroupMembersWithMembers",
            ListGroupMembersWithMembersRequest.getDefaultInstance(),
            ListGroupMembersWithMembersResponse.getDefaultInstance()),
        ofServices.method(
            PACKAGE + "ServiceProjectsManagementService/ListMyServiceProjects",
            ListMyServiceProjectsRequest.getDefaultInstance(),
            ListMyServiceProjectsResponse.getDefaultInstance()),
        projects.method(
            PACKAGE + "ProjectService/ListMyProjects",
            ListMyProjectsRequest.getDefaultInstance(),
            ListMyProjectsResponse.getDefaultInstance()),
        projects.method(
            PACKAGE + "ProjectService/SearchMyProjects",
            SearchMyProjectsRequest.getDefaultInstance(),
            SearchMyProjectsResponse.getDefaultInstance()),
        organizations.method(
            PACKAGE + "OrganizationService/ListMyOrganizations",
            ListMyOrganizationsRequest.getDefaultInstance(),
            ListMyOrganizationsResponse.getDefaultInstance()),
        organizations.method(
            PACKAGE + "OrganizationService/SearchMyOrganizations",
            SearchMyOrganizationsRequest.getDefaultInstance(),
            SearchMyOrganizationsResponse.getDefaultInstance()));
  }

  @Override
  public List<WriteRule> rules(Region region, ResourceEdits edits) {
    Giving giving = new Giving(region.access());
    Assignments assignments =
        new Assignments(region.id(), region.catalog().type("iam.edgelq.com/MemberAssignment"));
    keeper = Optional.of(new AssignmentKeeper(region, edits, assignments).start());
    return List.of(
        new RoleBindingRule(region, giving),
        new AssignmentRule(region, assignments),
        new RoleRule(region, giving),
        new ConditionRule(region, giving),
        new GroupRule(region),
        new GroupMemberRule(region, giving));
  }

  @Override
  public void close() {
    keeper.ifPresent(AssignmentKeeper::close);
  }
}
