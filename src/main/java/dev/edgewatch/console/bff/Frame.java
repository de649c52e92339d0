package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a live list that is loaded: pages of all regions that begin at one key.
 *
 * @param key where it begins; empty for the start of the list
 * @param ranks rows of each region before the key when the frame was opened; a region that joined
 *     later has none until the next jump
 * @param links the pages of every region of the list, in the order of the project
 */
record Frame(Optional<OrderBy.Key> key, Map<String, Long> ranks, Map<String, RegionLink> links) {
  /** What a list has before its regions are asked. */
  static final Frame NONE = new Frame(Optional.empty(), Map.of(), Map.of());

  Frame with(Map<String, RegionLink> others) {
    return new Frame(key, ranks, others);
  }

  boolean answered() {
    return links.values().stream().allMatch(RegionLink::answered);
  }

  Loaded loaded(OrderBy order) {
    List<MergedRows.Page> pages = links.values().stream().map(RegionLink::page).toList();
    return new Loaded(
        MergedRows.merge(pages, order.comparator()),
        base(),
        pages.stream().anyMatch(MergedRows.Page::more),
        rowCount());
  }

  /**
   * Index in the whole list of the frame's first row. Of a lost region only the rows that are held
   * count.
   */
  private int base() {
    long before =
        links.entrySet().stream()
            .filter(link -> !link.getValue().lost())
            .mapToLong(link -> ranks.getOrDefault(link.getKey(), 0L))
            .sum();
    return (int) Math.min(Integer.MAX_VALUE, before);
  }

  long rowCount() {
    return links.values().stream().mapToLong(RegionLink::rowCount).sum();
  }

  void close() {
    links.values().forEach(RegionLink::close);
  }
}
