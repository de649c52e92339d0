package dev.edgewatch.watch;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of the matching rows that changed since a watcher was last told, and whether it knew them
 * then. How the rows are now is looked up when it is told, so many changes of a row cost one.
 * Guarded by the collection's lock.
 */
final class ChangedRows implements Listener {
  private final Selection selection;
  private final Mask mask;
  private Map<String, Boolean> known = new LinkedHashMap<>();
  private int bound;
  private boolean overflown;
  private int matching;
  private @Nullable LiveStream watcher;

  /**
   * @param matching rows that match now
   * @param bound names noted at most; more are an overflow
   */
  ChangedRows(Selection selection, Mask mask, int matching, int bound) {
    this.selection = selection;
    this.mask = mask;
    this.matching = matching;
    this.bound = bound;
  }

  void wakes(LiveStream stream) {
    watcher = stream;
  }

  @Override
  public Selection selection() {
    return selection;
  }

  @Override
  public void changed(RowChange change, Wake wake) {
    boolean before = selection.before(change);
    boolean after = selection.after(change);
    matching += (after ? 1 : 0) - (before ? 1 : 0);
    if (note(change, before, after) && watcher != null) {
      wake.stream(watcher);
    }
  }

  /**
   * Notes changes that happened before those noted so far; for a watcher that goes on from the
   * past.
   */
  void noteEarlier(Iterable<RowChange> changes) {
    Map<String, Boolean> later = known;
    known = new LinkedHashMap<>();
    for (RowChange change : changes) {
      note(change, selection.before(change), selection.after(change));
    }
    later.forEach((name, had) -> known.putIfAbsent(name, had));
    checkBound();
  }

  private boolean note(RowChange change, boolean before, boolean after) {
    if ((!before && !after) || (before && after && showsTheSame(change))) {
      return false;
    }
    if (!overflown) {
      known.putIfAbsent(change.name(), before);
      checkBound();
    }
    return true;
  }

  private boolean showsTheSame(RowChange change) {
    return mask.project(change.before().encoded()).equals(mask.project(change.after().encoded()));
  }

  private void checkBound() {
    if (known.size() > bound) {
      overflown = true;
      known = new LinkedHashMap<>();
    }
  }

  boolean isEmpty() {
    return known.isEmpty() && !overflown;
  }

  /**
   * What the watcher is to be told.
   *
   * @param overflown too much changed: {@code rows} are all that match
   * @param rows otherwise those that changed, as they are now
   * @param gone names that the watcher knows and that match no more
   * @param matching how many rows match now
   */
  record Drained(
      boolean overflown, List<Resource> rows, List<String> gone, int matching, Position position) {}

  /** What changed since the last time, which is forgotten here. */
  Drained drain(ResidentCollection collection, int newBound) {
    Map<String, Boolean> drained = known;
    known = new LinkedHashMap<>();
    if (overflown) {
      overflown = false;
      List<Resource> rows = collection.dispatch().matching(selection);
      // while a snapshot is under way it is no gain to start it again before every row changed
      bound = Math.max(newBound, rows.size());
      return new Drained(true, rows, List.of(), rows.size(), collection.position());
    }
    bound = newBound;
    List<Resource> rows = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    drained.forEach(
        (name, watcherHasIt) -> {
          Resource row = collection.row(name);
          if (row != null && selection.holds(row)) {
            rows.add(row);
          } else if (watcherHasIt) {
            gone.add(name);
          }
        });
    return new Drained(false, rows, gone, matching, collection.position());
  }
}
