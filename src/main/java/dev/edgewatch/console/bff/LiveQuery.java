package dev.edgewatch.console.bff;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One ordered list over all regions of a scope, kept live by one page watch in each region and
 * merged by the order. Regions that are added to the scope while the list is open join it, those
 * that are taken out leave it with their rows.
 *
 * <p>Threading: streams write into the model on their own threads; the view drains it. No method
 * blocks or calls a region, so all may be used while the UI's session lock is held. {@link
 * #viewport} only says what should be loaded; rows that are not there yet are empty until a later
 * {@link #drain}.
 *
 * <p>A region that is lost keeps its loaded rows as <em>held</em>: last known values, dated.
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
   * Positions shown so far, by region: what is at or before them can be seen in the rows, unless it
   * waits for {@link #waiting}. The contract for robots.
   */
  Map<String, String> positions();

  /** Changes that are not shown yet. */
  int pendingChanges();

  /** Freezes what {@link #row} returns; changes wait and are counted. */
  void pause();

  /** Makes the waiting changes visible. */
  void resume();

  boolean paused();

  /**
   * Somebody has his hand on the rows: from now on values change where they stand, while rows that
   * would enter or move wait and rows that leave stay as {@link LiveRow#gone}.
   */
  void hold();

  /** The hand is off: rows take their places at the next drain. */
  void letGo();

  boolean holding();

  /** Shows once what waits for the hand, and goes on holding. */
  void letIn();

  /** Rows of these names stay when they leave the list. */
  void keep(Set<String> names);

  /** What waits while paused or held. */
  Waiting waiting();

  /** Tries a lost region now instead of when its back-off ends; an empty id means all. */
  void retryNow(String region);

  /** Asks all regions for everything again; rows stay until the answers come. */
  void resync();

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
    FORBIDDEN,
    /** Part of the scope, but meta lists no enabled deployment there. */
    NOT_DEPLOYED,
    /** Was part of the scope while the list was open; the project does not use it any more. */
    NOT_IN_PROJECT;

    /** Whether the list can have rows of such a region. */
    public boolean takesPart() {
      return this != FORBIDDEN && this != NOT_DEPLOYED && this != NOT_IN_PROJECT;
    }

    /** Whether the region answers. */
    public boolean answers() {
      return this == LIVE || this == BEHIND;
    }
  }

  /**
   * How one region of the list is doing.
   *
   * @param rows rows of the region in the list, held or live
   * @param known rows of the region as it last said, or {@code rows} when it never did; more than
   *     {@code rows} when not all of a lost region are held
   * @param lastMessage when the region last said anything
   * @param since since when it is in this state
   * @param nextTry when the next attempt to reach a lost region is made
   * @param recentMessages messages received in each of the last seven seconds, oldest first
   * @param problem what its stream ended with, as long as there is no other one
   */
  record RegionState(
      String region,
      Freshness freshness,
      long rows,
      long known,
      Instant lastMessage,
      Instant since,
      Optional<Instant> nextTry,
      List<Integer> recentMessages,
      Optional<Refusal> problem) {}

  /**
   * How many rows there are.
   *
   * @param matching rows of the list: those that match the filter, held ones included
   * @param all rows of the scope without the filter, as far as they are known
   * @param counted whether all regions have said how many these are
   * @param held rows of lost regions in the list
   * @param heldOf rows of lost regions as they last said, at least {@code held}
   * @param missing regions that never answered, so the counts do not include them
   */
  record Counts(
      long matching, long all, boolean counted, long held, long heldOf, List<String> missing) {
    /** Whether there is nothing at all, so that no filter can be the reason. */
    public boolean nothing() {
      return counted && all == 0 && !allIsLeast();
    }

    /** Whether rows of a region that never answered may match as well. */
    public boolean matchingIsLeast() {
      return !missing.isEmpty();
    }

    /** Whether there are rows that the list does not have and cannot ask for. */
    public boolean allIsLeast() {
      return heldOf > held || !missing.isEmpty();
    }
  }

  /** What waits while the list is paused or held, by kind. */
  record Waiting(int added, int changed, int removed, int moved) {
    public static final Waiting NOTHING = new Waiting(0, 0, 0, 0);

    public int total() {
      return added + changed + removed + moved;
    }
  }
}
