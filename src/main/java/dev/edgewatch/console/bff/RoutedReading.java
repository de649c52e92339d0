package dev.edgewatch.console.bff;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.ResourcePage;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.resource.standard.ListRequest;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads lists over the API of the regions, with the person's token. Holds a page of each. */
final class RoutedReading implements ListReading {
  private static final int PAGE = 500;

  private final Function<Query, ResourceClient> clients;

  /** Which client is needed. */
  record Query(String region, LiveQuery.Spec spec) {}

  RoutedReading(Function<Query, ResourceClient> clients) {
    this.clients = clients;
  }

  @Override
  public Summary read(LiveQuery.Spec spec, List<String> regions, Sink sink) {
    OrderBy order = OrderBy.parse(spec.type(), spec.orderBy());
    List<RegionRows> sources =
        regions.stream().map(region -> new RegionRows(region, spec, order)).toList();
    Comparator<RegionRows> byHead = Comparator.comparing(RegionRows::headKey, order.comparator());
    PriorityQueue<RegionRows> heads = new PriorityQueue<>(Math.max(1, sources.size()), byHead);
    sources.stream().filter(RegionRows::advance).forEach(heads::add);
    long rows = 0;
    while (!heads.isEmpty() && rows < MOST_ROWS) {
      RegionRows next = heads.remove();
      sink.row(next.head());
      rows++;
      if (next.advance()) {
        heads.add(next);
      }
    }
    Map<String, String> positions = new LinkedHashMap<>();
    sources.forEach(
        source -> source.position.ifPresent(at -> positions.put(source.region, at.text())));
    List<String> missing =
        sources.stream().filter(source -> source.failed).map(source -> source.region).toList();
    return new Summary(rows, positions, missing, !heads.isEmpty());
  }

  /** The rows of one region, the next page asked for when the one before is used up. */
  private final class RegionRows {
    private final String region;
    private final LiveQuery.Spec spec;
    private final OrderBy order;
    private final RegionShare share;
    private final FieldMask mask;
    private Iterator<Resource> page = List.<Resource>of().iterator();
    private String nextToken = "";
    private boolean begun;
    private boolean failed;
    private Optional<Position> position = Optional.empty();
    private Optional<Resource> head = Optional.empty();
    private OrderBy.@Nullable Key headKey;

    RegionRows(String region, LiveQuery.Spec spec, OrderBy order) {
      this.region = region;
      this.spec = spec;
      this.order = order;
      this.share =
          RegionShare.of(
              spec.type(), spec.parent(), Filter.parse(spec.type(), spec.filter()), region);
      this.mask = WatchedPages.mask(order, spec.paths());
    }

    LiveRow head() {
      Resource row = head.orElseThrow();
      return new ReadRow(row.name(), region, row.message());
    }

    OrderBy.Key headKey() {
      return Objects.requireNonNull(headKey);
    }

    /** Says whether there is another row. */
    boolean advance() {
      while (!page.hasNext() && (!begun || !nextToken.isEmpty())) {
        try {
          take(clients.apply(new Query(region, spec)).list(request()));
        } catch (RefusalException silent) {
          failed = true;
          nextToken = "";
          begun = true;
        }
      }
      head = page.hasNext() ? Optional.of(page.next()) : Optional.empty();
      headKey = head.map(row -> order.key(row.message())).orElse(null);
      return head.isPresent();
    }

    private void take(ResourcePage answer) {
      if (!begun) {
        position = answer.position();
      }
      begun = true;
      page = answer.resources().iterator();
      nextToken = answer.nextToken();
    }

    private ListRequest request() {
      return new ListRequest(
          share.parent(),
          PAGE,
          nextToken,
          order.text(),
          share.filter(),
          mask,
          View.UNSPECIFIED,
          false);
    }
  }
}
