package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveRow;
import java.util.List;

/** The rows somebody has ticked, by resource: it survives updates and moves. */
public interface Selection {
  List<LiveRow> rows();

  void clear();

  /** Rows that something can be done to: those that are still there. */
  default List<LiveRow> present() {
    return rows().stream().filter(row -> row.gone().isEmpty()).toList();
  }

  default long held() {
    return present().stream().filter(row -> row.heldSince().isPresent()).count();
  }

  default long gone() {
    return rows().stream().filter(row -> row.gone().isPresent()).count();
  }
}
