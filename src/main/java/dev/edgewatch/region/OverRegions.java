package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.PagedRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.watch.MergedPage;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A list or search; below {@code regions/-} it is that of all regions that serve the type: each is
 * asked for its rows with the caller's own token, at the same time, and the pages are merged
 * (contract section 8.4).
 *
 * @param here the same method on the rows of this region
 */
record OverRegions<R extends PagedRequest>(
    StandardReads reads,
    Forwarder forwarder,
    StandardMethod method,
    Function<ByteString, R> decoding,
    StandardUnary<R> here)
    implements StandardUnary<R> {
  @Override
  public Answer answer(Permission permission, CallContext context, R request) {
    ResourceType type = permission.type();
    ParentName parent = type.parseParent(request.parent());
    boolean ofAll =
        parent.isOfAllRegions()
            && RequestRegions.collection(type, request.parent(), request.filter()).isEmpty();
    List<String> regions = ofAll ? forwarder.serving(type.service()) : List.of();
    if (regions.size() < 2) {
      return here.answer(permission, context, request);
    }
    Query query =
        reads.query(
            context.requester(), permission, request.parent(), request.filter(), request.orderBy());
    int size = reads.region().watches().pageSize(request.pageSize());
    MergedPage merged = MergedPage.at(query, request.pageToken(), size);
    FieldMask asked = withOrder(type, request, query.order());
    Map<String, PagedRequest> requests = new LinkedHashMap<>();
    regions.forEach(
        region -> requests.put(region, request.below(parent.in(region).text(), size, asked)));
    Shares shares =
        new Shares(
            forwarder,
            method,
            (same, caller, encoded) -> here.answer(same, caller, decoding.apply(encoded)));
    Page page =
        merged.of(
            shares.of(permission, context, requests).stream()
                .map(share -> page(type, share))
                .toList());
    Mask mask =
        StandardReads.mask(reads.access(context, parent), request.view(), request.fieldMask());
    return ListMethod.answer(page, mask, ListMethod.Paging.of(request));
  }

  private static Page page(ResourceType type, Answer share) {
    ListResponse page = ListResponse.decode(share.message());
    return new Page(
        page.resources().stream()
            .map(encoded -> new Resource(type, type.nameOf(encoded), encoded))
            .toList(),
        page.previousPageToken(),
        page.nextPageToken(),
        page.currentOffset(),
        page.totalResultsCount(),
        share.position());
  }

  /** What is asked for of each row: also what it is ordered by. */
  private static FieldMask withOrder(ResourceType type, PagedRequest request, OrderBy order) {
    return Mask.ofView(type, request.view(), request.fieldMask()).isAll()
        ? request.fieldMask()
        : request.fieldMask().toBuilder()
            .addAllPaths(order.paths().stream().map(FieldPath::text).toList())
            .build();
  }
}
