package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.PagedRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.routing.WireMethods;
import dev.edgewatch.watch.MergedPage;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A list or search; below {@code regions/-} it is that of all regions that serve the type: each is
 * asked for its rows with the caller's own token, at the same time, and the pages are merged
 * (contract section 8.4). A region that does not answer makes the whole unavailable, since a
 * standard answer cannot say what it lacks.
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
  private static final Duration SOON = Duration.ofSeconds(1);

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
    List<CompletableFuture<Page>> shares =
        regions.stream()
            .map(
                region ->
                    CompletableFuture.supplyAsync(
                        () ->
                            share(
                                permission,
                                context.in(region),
                                request.below(parent.in(region).text(), size, asked),
                                region),
                        Thread::startVirtualThread))
            .toList();
    Page page = merged.of(shares.stream().map(OverRegions::joined).toList());
    Mask mask =
        StandardReads.mask(reads.access(context, parent), request.view(), request.fieldMask());
    return ListMethod.answer(page, mask, ListMethod.Paging.of(request));
  }

  private Page share(
      Permission permission, CallContext context, PagedRequest request, String region) {
    ResourceType type = permission.type();
    Answer answer =
        region.equals(forwarder.region())
            ? here.answer(permission, context, decoding.apply(request.encode()))
            : elsewhere(type, context, request, region);
    ListResponse page = ListResponse.decode(answer.message());
    return new Page(
        page.resources().stream()
            .map(encoded -> new Resource(type, type.nameOf(encoded), encoded))
            .toList(),
        page.previousPageToken(),
        page.nextPageToken(),
        page.currentOffset(),
        page.totalResultsCount(),
        answer.position());
  }

  private Answer elsewhere(
      ResourceType type, CallContext context, PagedRequest request, String region) {
    try {
      return forwarder.unary(
          type.service(), WireMethods.of(type, method), context, request.encode(), region);
    } catch (RefusalException refused) {
      if (refused.refusal() instanceof Refusal.Unavailable unavailable) {
        throw new Refusal.Unavailable(
                unavailable.reason(),
                "region "
                    + region
                    + " does not answer ("
                    + unavailable.reason()
                    + "); expected all regions to, or a parent with one of them",
                SOON)
            .exception();
      }
      throw refused;
    }
  }

  /** What is asked for of each row: also what it is ordered by. */
  private static FieldMask withOrder(ResourceType type, PagedRequest request, OrderBy order) {
    return Mask.ofView(type, request.view(), request.fieldMask()).isAll()
        ? request.fieldMask()
        : request.fieldMask().toBuilder()
            .addAllPaths(order.paths().stream().map(FieldPath::text).toList())
            .build();
  }

  private static Page joined(CompletableFuture<Page> share) {
    try {
      return share.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RefusalException refused) {
        throw refused;
      }
      throw failed;
    }
  }
}
