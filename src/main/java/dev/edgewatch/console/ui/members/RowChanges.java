package dev.edgewatch.console.ui.members;

import com.vaadin.flow.component.grid.dataview.GridListDataView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What of a list has to be sent again: single rows as long as these are the same ones in the same
 * order, otherwise those that are in sight. Selection and scroll position stay in either case.
 *
 * @param sameOrder whether the rows are the same and stand where they stood
 * @param changed rows that say something else
 */
record RowChanges<R>(boolean sameOrder, List<R> changed) {
  RowChanges {
    changed = List.copyOf(changed);
  }

  static <R> RowChanges<R> of(List<R> before, List<R> after, Function<R, String> key) {
    boolean same = before.stream().map(key).toList().equals(after.stream().map(key).toList());
    List<R> changed = new ArrayList<>();
    if (same) {
      for (int index = 0; index < after.size(); index++) {
        if (!after.get(index).equals(before.get(index))) {
          changed.add(after.get(index));
        }
      }
    }
    return new RowChanges<>(same, changed);
  }

  /** Makes a grid's items the next ones. */
  void apply(GridListDataView<R> view, List<R> items, List<R> next) {
    if (sameOrder && changed.isEmpty()) {
      return;
    }
    items.clear();
    items.addAll(next);
    if (sameOrder) {
      changed.forEach(view::refreshItem);
    } else {
      view.refreshAll();
    }
  }
}
