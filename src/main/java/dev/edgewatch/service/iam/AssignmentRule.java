package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.MemberAssignment;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.Optional;

/**
 * Who gets a binding is assigned to its scope in the transaction of the binding (contract section
 * 11.6). All else about assignments is {@link AssignmentKeeper}'s.
 */
record AssignmentRule(Region region, Assignments assignments) implements WriteRule {

  @Override
  public ResourceType type() {
    return region.catalog().type("iam.edgelq.com/RoleBinding");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    assign(writing, (RoleBinding) body);
    return Creation.of(body);
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    assign(writing, (RoleBinding) after);
    return after;
  }

  private void assign(Writing writing, RoleBinding binding) {
    String scope = ScopeNames.of(writing.name().text());
    assignments
        .name(scope, binding.getMember())
        .filter(name -> writing.session().get(name).isEmpty())
        .ifPresent(name -> assign(writing.session(), scope, binding.getMember(), name));
  }

  private void assign(MethodSession session, String scope, String member, ResourceName name) {
    row(session, scope)
        .map(row -> AssignmentContent.of(row.message()))
        .map(told -> AssignmentContent.of(told, member, ofUsers(session)))
        .ifPresent((MemberAssignment content) -> session.create(name, content));
  }

  private Optional<Resource> row(MethodSession session, String scope) {
    Catalog catalog = region.catalog();
    return AssignmentKeeper.SCOPES.stream()
        .flatMap(type -> catalog.type(type).findName(scope).stream())
        .findFirst()
        .flatMap(session::get);
  }

  private String ofUsers(MethodSession session) {
    Service iam =
        row(session, Assignments.IAM)
            .map(row -> row.as(Service.class))
            .orElseGet(Service::getDefaultInstance);
    return AssignmentContent.ofUsers(iam, region.id());
  }
}
