package dev.edgewatch.service.timeline;

import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.filter.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of a log that is asked for.
 *
 * @param parents each once, without wildcards; one or more
 * @param from inclusive
 * @param before exclusive
 * @param size entries of the page, 1 or more
 */
public record PageQuery<P extends Comparable<? super P>>(
    Timeline<P> timeline, List<ParentName> parents, Filter filter, P from, P before, int size) {

  /** The same from a later place on. */
  public PageQuery<P> since(P later) {
    P latest = later.compareTo(from) > 0 ? later : from;
    return new PageQuery<>(timeline, parents, filter, latest, before, size);
  }

  /** Where the next page ends; empty when there is none. */
  public String next(Newest<?, P> page) {
    return page.reached().compareTo(from) > 0 ? timeline.token(page.reached()) : "";
  }

  /** How far back a page was looked for whose answer has this token. */
  P reached(String nextToken) {
    return nextToken.isEmpty() ? from : timeline.place(nextToken);
  }

  /**
   * What is asked of each of the regions that can have something, so that it answers for itself
   * alone; the first region is asked when none of them can.
   *
   * @param share the request with the text of another filter
   */
  public <Q> Map<String, Q> shares(List<String> serving, Q request, Function<String, Q> share) {
    Optional<String> wanted = timeline.pinned(filter, timeline.regionPath()).map(String::valueOf);
    if (wanted.isPresent() || serving.size() == 1) {
      return Map.of(wanted.filter(serving::contains).orElse(serving.getFirst()), request);
    }
    Map<String, Q> shares = new LinkedHashMap<>();
    serving.forEach(
        region -> shares.put(region, share.apply(filter.and(timeline.in(region)).text())));
    return shares;
  }

  /** Whether the filter says what each of these paths is. */
  public boolean pins(String... paths) {
    return Stream.of(paths).allMatch(path -> timeline.pinned(filter, path).isPresent());
  }
}
