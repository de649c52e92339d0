package dev.edgewatch.console.bff;

import dev.edgewatch.resource.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many rows a scope has without the filter, kept current by the smallest possible watch in each
 * region: one row, of which only the name. Opened only for lists that have a filter.
 */
final class ScopeTotals implements AutoCloseable {
  private final Map<String, Long> totals = new ConcurrentHashMap<>();
  private final List<AutoCloseable> streams;

  ScopeTotals(Map<String, RegionPages> unfiltered) {
    var opened = new LinkedHashMap<String, AutoCloseable>();
    unfiltered.forEach(
        (region, pages) -> opened.put(region, pages.watch(Optional.empty(), 1, new Total(region))));
    streams = List.copyOf(opened.values());
  }

  long sum() {
    return totals.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    for (AutoCloseable stream : streams) {
      try {
        stream.close();
      } catch (Exception alreadyBroken) {
        // The stream is given up either way.
      }
    }
  }

  private final class Total implements RegionPages.Listener {
    private final String region;

    Total(String region) {
      this.region = region;
    }

    @Override
    public void reset() {
      // The last known total stays until a new one comes.
    }

    @Override
    public void changes(List<RegionPages.RowChange> changes, RegionPages.Status status) {
      totals.put(region, status.total());
    }

    @Override
    public void ended(Refusal refusal) {
      // The list's own link reconnects and says what is wrong; the total is that of before until
      // the list is opened again.
    }
  }
}
