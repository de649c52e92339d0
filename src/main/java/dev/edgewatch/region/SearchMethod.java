package dev.edgewatch.region;

import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.standard.SearchRequest;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;

/**
 * {@code SearchXs}: a list of what also contains the words of a phrase; always tells offset and
 * total.
 */
record SearchMethod(StandardReads reads) implements StandardUnary<SearchRequest> {
  @Override
  public Answer answer(Permission permission, CallContext context, SearchRequest request) {
    Query query =
        reads.query(
            context.requester(), permission, request.parent(), request.filter(), request.orderBy());
    int size = reads.region().watches().pageSize(request.pageSize());
    Mask mask =
        StandardReads.mask(
            reads.access(context, query.parent()), request.view(), request.fieldMask());
    reads.region().settle(context);
    Page page = reads.region().watches().search(query, request.phrase(), request.pageToken(), size);
    return ListMethod.answer(page, mask, ListMethod.Paging.of(request));
  }
}
