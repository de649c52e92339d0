package dev.edgewatch.service.iam;

import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.CheckMyRoleBindingsRequest;
import dev.edgewatch.api.iam.v1.CheckMyRoleBindingsResponse;
import dev.edgewatch.api.iam.v1.CheckMyRoleBindingsResponse.ResolvableGrant;
import dev.edgewatch.api.iam.v1.ListMyRoleBindingsRequest;
import dev.edgewatch.api.iam.v1.ListMyRoleBindingsResponse;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.AccessIndex.HeldBinding;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.MergedPage;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.util.Comparator;
import java.util.List;

/** The bindings that count for the caller himself (contract sections 11.5 and 11.6). */
record MyBindings(Region region) {
  /** What is told of a binding when no fields are asked for (contract section 11.5). */
  private static final FieldMask TOLD =
      FieldMask.newBuilder()
          .addPaths("name")
          .addPaths("role")
          .addPaths("scope_params")
          .addPaths("executable_conditions")
          .addPaths("owned_objects")
          .build();

  /** Together they have all bindings. */
  private static final List<String> PARENTS =
      List.of("", "organizations/-", "projects/-", "services/-");

  private ResourceType type() {
    return region.catalog().type("iam.edgelq.com/RoleBinding");
  }

  /** Those in a scope and above it, with the grants of their roles. */
  CheckMyRoleBindingsResponse check(CallContext context, CheckMyRoleBindingsRequest request) {
    ResourceType type = type();
    String scope = type.parseParent(request.getParent()).requireConcrete().text();
    Filter filter = Filter.parse(type, request.getFilter());
    FieldMask fields =
        request.getCustomFieldMask().getPathsCount() == 0 ? TOLD : request.getCustomFieldMask();
    Mask mask = Mask.ofView(type, View.UNSPECIFIED, fields);
    List<String> scopes = region.access().scopesOf(scope);
    CheckMyRoleBindingsResponse.Builder answer = CheckMyRoleBindingsResponse.newBuilder();
    region.access().bindings(context.principal()).stream()
        .filter(held -> scopes.contains(ScopeNames.of(held.binding().getName())))
        .filter(held -> filter.test(held.binding()))
        .sorted(Comparator.comparing(held -> held.binding().getName()))
        .map(held -> resolvable(held, mask))
        .forEach(answer::addResolvableGrants);
    return answer.build();
  }

  private static ResolvableGrant resolvable(HeldBinding held, Mask mask) {
    return ResolvableGrant.newBuilder()
        .setRoleBinding((RoleBinding) mask.project(held.binding()))
        .addAllGrants(held.role().getGrantsList())
        .build();
  }

  /** All of them, wherever they are. */
  ListMyRoleBindingsResponse list(CallContext context, ListMyRoleBindingsRequest request) {
    ResourceType type = type();
    List<String> own =
        region.access().bindings(context.principal()).stream()
            .map(held -> held.binding().getName())
            .toList();
    Filter filter = Filter.parse(type, request.getFilter()).and(Filter.in(type, "name", own));
    OrderBy order = OrderBy.parse(type, request.getOrderBy());
    Mask mask = Mask.ofView(type, View.UNSPECIFIED, request.getFieldMask());
    int size = region.watches().pageSize(request.getPageSize());
    List<Query> queries =
        PARENTS.stream()
            .map(parent -> new Query(type, type.parseParent(parent), filter, order))
            .toList();
    Page page =
        MergedPage.at(queries.getFirst(), request.getPageToken(), size)
            .of(
                queries.stream()
                    .map(query -> region.watches().list(query, request.getPageToken(), size))
                    .toList());
    ListMyRoleBindingsResponse.Builder answer =
        ListMyRoleBindingsResponse.newBuilder()
            .setPrevPageToken(page.previousToken())
            .setNextPageToken(page.nextToken());
    page.resources().forEach(one -> answer.addRoleBindings(shown(one, mask)));
    if (request.getIncludePagingInfo()) {
      answer
          .setTotalCount(Math.toIntExact(page.total()))
          .setCursorOffset(Math.toIntExact(page.offset()));
    }
    return answer.build();
  }

  private static RoleBinding shown(Resource resource, Mask mask) {
    try {
      return RoleBinding.parseFrom(mask.project(resource.encoded()));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
