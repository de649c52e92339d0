package dev.edgewatch.console.bff;

import dev.edgewatch.resource.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One ordered list over all regions of a scope, kept live by one page watch in each region and
 * merged by the order.
 *
 * <p>Threading: streams write into the model on their own threads; the view drains it. No method
 * blocks or calls a region, so all may be used while the UI's session lock is held. {@link
 * #viewport} only says what should be loaded; rows that are not there yet are empty until a later
 * {@link #drain}.
 *
 * <p>A region that is lost keeps its rows as <em>held</em>: last known values, dated.
 */
public interface LiveQuery extends AutoCloseable {

  /**
   * What a list is of.
   *
   * @param parent with wildcards, for example {@code projects/p/regions/-}
   * @param filter contract filter, validated before
   * @param orderBy contract order, empty for the name
   * @param regions ids of the regions to include; empty for all
   * @param paths what the visible columns need; the paths of the order and the name are added
   */
  record Spec(
      ResourceType type,
      String parent,
      String filter,
      String orderBy,
      Set<String> regions,
      List<String> paths) {}

  /** Rows of the whole list, held ones included: what a scroll bar is made for. */
  int size();

  /**
   * The row at an index of the whole list, when it is loaded. The same object for the same resource
   * as long as it is shown.
   */
  Optional<LiveRow> row(int index);

  /** Makes the rows from {@code first} on loaded and live. */
  void viewport(int first, int count);

  /**
   * Takes what changed since the last drain and makes it visible to {@link #row}. Empty while
   * paused, but for regions.
   */
  Drained drain();

  /** Regions in the order of the project, with the state of their streams. */
  List<RegionState> regions();

  Counts counts();

  /**
   * Positions applied so far, by region, and the number of changes not drained yet: the contract
   * for robots.
   */
  Map<String, String> positions();

  int pendingChanges();

  /** Freezes what {@link #row} returns; changes wait and are counted. */
  void pause();

  /** Makes the waiting changes visible. */
  void resume();

  boolean paused();

  /** What waits while paused. */
  Waiting waiting();

  /** Tries a lost region now instead of when its back-off ends; an empty id means all. */
  void retryNow(String region);

  @Override
  void close();

  /**
   * What a drain brought to the screen.
   *
   * @param changed rows whose values changed in place
   * @param moved rows appeared, left or changed places, or the loaded range changed: the viewport
   *     must be read again
   * @param sizeChanged {@link #size()} is another one
   * @param regionsChanged a region's state is another one
   */
  record Drained(
      List<LiveRow> changed, boolean moved, boolean sizeChanged, boolean regionsChanged) {
    public boolean isEmpty() {
      return changed.isEmpty() && !moved && !sizeChanged && !regionsChanged;
    }
  }

  /** State of one region's stream. */
  enum Freshness {
    CATCHING_UP,
    LIVE,
    BEHIND,
    LOST,
    FORBIDDEN
  }

  /**
   * How one region of the list is doing.
   *
   * @param rows rows of the region in the list, held or live
   * @param lastMessage when the region last said anything
   * @param since since when it is in this state
   * @param nextTry when the next attempt to reach a lost region is made
   * @param recentMessages messages received in each of the last seven seconds, oldest first
   */
  record RegionState(
      String region,
      Freshness freshness,
      long rows,
      Instant lastMessage,
      Instant since,
      Optional<Instant> nextTry,
      List<Integer> recentMessages,
      Optional<String> problem) {}

  /**
   * How many rows there are.
   *
   * @param matching rows that match the filter, held ones included
   * @param all rows of the scope without the filter
   * @param held rows of lost regions
   * @param missing regions that never answered, so the counts do not include them
   */
  record Counts(long matching, long all, long held, List<String> missing) {}

  /** What waits while the list is paused, by kind. */
  record Waiting(int added, int changed, int removed, int moved) {
    public int total() {
      return added + changed + removed + moved;
    }
  }
}
