package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the grid shows at an index: a row, or a placeholder until the row is loaded. One line per
 * resource for as long as it is near the viewport, because a grid collects the lines to send in a
 * set and would otherwise send an older state.
 */
final class Line {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration MARKED = Duration.ofSeconds(60);
  private static final Duration NEW = Duration.ofSeconds(10);

  private @Nullable LiveRow row;
  private final Map<String, Flash> flashes = new HashMap<>();

  Line(@Nullable LiveRow row) {
    this.row = row;
  }

  @Nullable LiveRow row() {
    return row;
  }

  boolean shows(String name) {
    return row != null && row.name().equals(name);
  }

  void show(LiveRow latest) {
    row = latest;
  }

  /** Part names of all cells of the row. */
  String parts(Instant now) {
    if (row == null) {
      return "ew-loading";
    }
    var parts = new StringBuilder();
    row.heldSince().ifPresent(since -> parts.append("ew-held "));
    row.enteredAt()
        .filter(entered -> entered.plus(NEW).isAfter(now))
        .ifPresent(entered -> parts.append("ew-new "));
    row.gone().ifPresent(gone -> parts.append("ew-gone "));
    return parts.toString().strip();
  }

  /**
   * Part name of one cell. Two names alternate, because only another name starts the fade of a
   * repeated change again; a change that was shown before keeps its corner mark without fading.
   */
  @Nullable String changedPart(LiveColumn column, Instant now) {
    Instant changed = row == null ? null : latest(column, row.changedPaths());
    if (changed == null || changed.plus(MARKED).isBefore(now)) {
      return null;
    }
    Flash before = flashes.get(column.key());
    if (before == null || !before.at().equals(changed)) {
      before = new Flash(changed, before != null && before.first() ? Turn.SECOND : Turn.FIRST);
      flashes.put(column.key(), before);
    }
    if (changed.plus(FRESH).isBefore(now)) {
      return "ew-chg";
    }
    return before.first() ? "ew-chg-a" : "ew-chg-b";
  }

  private static @Nullable Instant latest(LiveColumn column, Map<String, Instant> changes) {
    Instant latest = null;
    for (String path : column.paths()) {
      Instant at = changes.get(path);
      if (at != null && (latest == null || at.isAfter(latest))) {
        latest = at;
      }
    }
    return latest;
  }

  private enum Turn {
    FIRST,
    SECOND
  }

  private record Flash(Instant at, Turn turn) {
    boolean first() {
      return turn == Turn.FIRST;
    }
  }
}
