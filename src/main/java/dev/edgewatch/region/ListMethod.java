package dev.edgewatch.region;

import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.PagedRequest;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;

/** {@code ListXs}. */
record ListMethod(StandardReads reads) implements StandardUnary<ListRequest> {
  @Override
  public Answer answer(Permission permission, CallContext context, ListRequest request) {
    Query query =
        reads.query(
            context.requester(), permission, request.parent(), request.filter(), request.orderBy());
    int size = reads.region().watches().pageSize(request.pageSize());
    Mask mask =
        StandardReads.mask(
            reads.access(context, query.parent()), request.view(), request.fieldMask());
    reads.region().settle(context);
    Page page = reads.region().watches().list(query, request.pageToken(), size);
    return answer(page, mask, Paging.of(request));
  }

  enum Paging {
    TOLD,
    LEFT_OUT;

    static Paging of(PagedRequest request) {
      return request.includePagingInfo() ? TOLD : LEFT_OUT;
    }
  }

  static Answer answer(Page page, Mask mask, Paging paging) {
    boolean told = paging == Paging.TOLD;
    ListResponse response =
        new ListResponse(
            page.resources().stream()
                .map(resource -> StandardReads.projected(resource, mask))
                .toList(),
            page.previousToken(),
            page.nextToken(),
            told ? Math.toIntExact(page.offset()) : 0,
            told ? Math.toIntExact(page.total()) : 0);
    return new Answer(response.encode(), page.position());
  }
}
