package dev.edgewatch.service.iam;

import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.edgewatch.api.iam.v1.ListMyOrganizationsRequest;
import dev.edgewatch.api.iam.v1.ListMyOrganizationsResponse;
import dev.edgewatch.api.iam.v1.ListMyProjectsRequest;
import dev.edgewatch.api.iam.v1.ListMyProjectsResponse;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.SearchMyOrganizationsRequest;
import dev.edgewatch.api.iam.v1.SearchMyOrganizationsResponse;
import dev.edgewatch.api.iam.v1.SearchMyProjectsRequest;
import dev.edgewatch.api.iam.v1.SearchMyProjectsResponse;
import dev.edgewatch.api.types.View;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.util.List;

/**
 * The projects and organizations that the caller has a binding in or above (contract section 11.6).
 * Any region answers, from its rows and copies.
 */
record MyScopes(Region region) {

  /** What the four methods have in common; their messages differ in numbers only. */
  private record Question(
      int pageSize, String pageToken, String orderBy, String filter, String phrase) {}

  ListMyProjectsResponse projects(CallContext context, ListMyProjectsRequest request) {
    Page page =
        page(
            context,
            project(),
            new Question(
                request.getPageSize(),
                request.getPageToken(),
                request.getOrderBy(),
                request.getFilter(),
                ""));
    ListMyProjectsResponse.Builder answer =
        ListMyProjectsResponse.newBuilder()
            .addAllProjects(
                shown(context, page, project(), request.getFieldMask(), Project.parser()))
            .setPrevPageToken(page.previousToken())
            .setNextPageToken(page.nextToken());
    if (request.getIncludePagingInfo()) {
      answer.setTotalCount(total(page)).setCursorOffset(offset(page));
    }
    return answer.build();
  }

  SearchMyProjectsResponse projects(CallContext context, SearchMyProjectsRequest request) {
    Page page =
        page(
            context,
            project(),
            new Question(
                request.getPageSize(),
                request.getPageToken(),
                request.getOrderBy(),
                request.getFilter(),
                request.getPhrase()));
    return SearchMyProjectsResponse.newBuilder()
        .addAllProjects(shown(context, page, project(), request.getFieldMask(), Project.parser()))
        .setPrevPageToken(page.previousToken())
        .setNextPageToken(page.nextToken())
        .setTotalCount(total(page))
        .setCursorOffset(offset(page))
        .build();
  }

  ListMyOrganizationsResponse organizations(
      CallContext context, ListMyOrganizationsRequest request) {
    Page page =
        page(
            context,
            organization(),
            new Question(
                request.getPageSize(),
                request.getPageToken(),
                request.getOrderBy(),
                request.getFilter(),
                ""));
    ListMyOrganizationsResponse.Builder answer =
        ListMyOrganizationsResponse.newBuilder()
            .addAllOrganizations(
                shown(context, page, organization(), request.getFieldMask(), Organization.parser()))
            .setPrevPageToken(page.previousToken())
            .setNextPageToken(page.nextToken());
    if (request.getIncludePagingInfo()) {
      answer.setTotalCount(total(page)).setCursorOffset(offset(page));
    }
    return answer.build();
  }

  SearchMyOrganizationsResponse organizations(
      CallContext context, SearchMyOrganizationsRequest request) {
    Page page =
        page(
            context,
            organization(),
            new Question(
                request.getPageSize(),
                request.getPageToken(),
                request.getOrderBy(),
                request.getFilter(),
                request.getPhrase()));
    return SearchMyOrganizationsResponse.newBuilder()
        .addAllOrganizations(
            shown(context, page, organization(), request.getFieldMask(), Organization.parser()))
        .setPrevPageToken(page.previousToken())
        .setNextPageToken(page.nextToken())
        .setTotalCount(total(page))
        .setCursorOffset(offset(page))
        .build();
  }

  private ResourceType project() {
    return region.catalog().type("iam.edgelq.com/Project");
  }

  private ResourceType organization() {
    return region.catalog().type("iam.edgelq.com/Organization");
  }

  private Page page(CallContext context, ResourceType type, Question question) {
    Filter own = region.authorized(authorizer -> authorizer.belonging(context.requester(), type));
    Query query =
        new Query(
            type,
            type.parseParent(""),
            Filter.parse(type, question.filter).and(own),
            OrderBy.parse(type, question.orderBy));
    int size = region.watches().pageSize(question.pageSize);
    return question.phrase.isEmpty()
        ? region.watches().list(query, question.pageToken, size)
        : region.watches().search(query, question.phrase, question.pageToken, size);
  }

  private <M> List<M> shown(
      CallContext context, Page page, ResourceType type, FieldMask fields, Parser<M> parser) {
    ParentName root = type.parseParent("");
    Mask mask =
        region.shown(context.requester(), root, Mask.ofView(type, View.UNSPECIFIED, fields));
    return page.resources().stream().map(resource -> parsed(resource, mask, parser)).toList();
  }

  private static <M> M parsed(Resource resource, Mask mask, Parser<M> parser) {
    try {
      return parser.parseFrom(mask.project(resource.encoded()));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int total(Page page) {
    return Math.toIntExact(page.total());
  }

  private static int offset(Page page) {
    return Math.toIntExact(page.offset());
  }
}
