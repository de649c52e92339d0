package dev.edgewatch.service.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * Where entries stand: by their time, and where that is not enough by something else as well. What
 * is greater is newer.
 *
 * @param <P> what the entries of one log, of all regions, are ordered by; entries of one place stay
 *     on one page
 */
public interface Places<P extends Comparable<? super P>> {

  /** The first place of a time: what is at that time or after it is at this place or after it. */
  P first(Instant time);

  /** What a page token tells of a place. */
  Map<String, String> told(P place);

  /** The place that was told; refuses with one of these exceptions what tells none. */
  P read(Map<String, String> told) throws DateTimeException, IllegalArgumentException;
}
