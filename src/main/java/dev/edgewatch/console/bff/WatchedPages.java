package dev.edgewatch.console.bff;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.client.PageWatch;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.ResourcePage;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.WatchManyRequest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The pages of one region, over its API. */
final class WatchedPages implements RegionPages {
  private final ResourceClient region;
  private final String parent;
  private final String filter;
  private final OrderBy order;
  private final FieldMask shown;

  /**
   * @param region the region, called with the person's token
   * @param parent in that region
   * @param filter for that region
   * @param paths what rows shall hold besides what the order compares
   */
  WatchedPages(
      ResourceClient region, String parent, String filter, OrderBy order, List<String> paths) {
    this.region = region;
    this.parent = parent;
    this.filter = filter;
    this.order = order;
    this.shown = mask(order, paths);
  }

  /** The paths, and those the order compares. */
  static FieldMask mask(OrderBy order, List<String> paths) {
    var all = new TreeSet<>(paths);
    order.paths().stream().map(FieldPath::text).forEach(all::add);
    return FieldMask.newBuilder().addAllPaths(all).build();
  }

  @Override
  public AutoCloseable watch(Optional<OrderBy.Key> anchor, int size, Listener listener) {
    String token =
        anchor
            .map(key -> text(new PageToken.AtKey(Direction.AFTER, Inclusion.INCLUSIVE, key)))
            .orElse("");
    var request = WatchManyRequest.page(parent, filter, order.text(), token, size, shown);
    return region.watchPage(request, new Translation(listener));
  }

  @Override
  public Optional<OrderBy.Key> keyAt(long offset) {
    return page(new PageToken.AtOffset(Direction.AFTER, Inclusion.EXCLUSIVE, offset))
        .resources()
        .stream()
        .findFirst()
        .map(row -> order.key(row.message()));
  }

  @Override
  public long rank(OrderBy.Key key) {
    return page(new PageToken.AtKey(Direction.AFTER, Inclusion.INCLUSIVE, key)).offset();
  }

  @Override
  public boolean exists(String name) {
    return !region
        .batchGet(List.of(name), FieldMask.newBuilder().addPaths("name").build())
        .resources()
        .isEmpty();
  }

  private ResourcePage page(PageToken token) {
    return region.list(
        new ListRequest(
            parent,
            1,
            text(token),
            order.text(),
            filter,
            mask(order, List.of()),
            View.UNSPECIFIED,
            true));
  }

  private String text(PageToken token) {
    return token.text(region.type(), order);
  }

  private record Translation(Listener listener) implements PageWatch.Listener {
    @Override
    public void changes(PageWatch.PageChanges changes) {
      if (changes.snapshot()) {
        listener.reset();
      }
      listener.changes(
          changes.changes().stream().map(Translation::change).toList(),
          new Status(
              changes.total(),
              !changes.nextToken().isEmpty(),
              changes.position().map(Position::text).orElse("")));
    }

    private static RowChange change(ResourceChange change) {
      return switch (change) {
        case ResourceChange.Added(var resource, var index) -> new RowChange.Added(index, resource);
        case ResourceChange.Modified(_, var resource, var previous, var index) ->
            new RowChange.Modified(previous, index, resource);
        case ResourceChange.Removed(_, var index) -> new RowChange.Removed(index);
        case ResourceChange.Current _ ->
            throw new IllegalStateException("a page watch was sent a stateless change");
      };
    }

    @Override
    public void ended(Refusal refusal) {
      listener.ended(refusal);
    }
  }
}
