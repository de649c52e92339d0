package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveRow;
import java.util.List;
import java.util.function.Function;

/**
 * One column of a live list.
 *
 * @param key stable, lower case; used in the address and for robots
 * @param title header
 * @param paths what must be asked for while the column is shown; a change of one of them marks the
 *     cell
 * @param orderBy path to sort by, empty when it cannot be sorted
 * @param width CSS length
 * @param grow share of the room that is left, 0 for none
 * @param presence whether and when it is shown
 * @param plain the cell in an exported file: times in UTC as ISO 8601, empty for nothing
 */
public record LiveColumn(
    String key,
    String title,
    List<String> paths,
    String orderBy,
    String width,
    int grow,
    Presence presence,
    Cell cell,
    Function<LiveRow, String> plain) {

  /** {@code ALWAYS} cannot be hidden, {@code CHOSEN} must be chosen to be shown. */
  public enum Presence {
    ALWAYS,
    STANDARD,
    CHOSEN
  }

  boolean sortable() {
    return !orderBy.isEmpty();
  }

  boolean standard() {
    return presence != Presence.CHOSEN;
  }
}
