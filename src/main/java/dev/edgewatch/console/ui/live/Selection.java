package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveRow;
import java.util.List;

/** The rows somebody has ticked, by resource: it survives updates and moves. */
public interface Selection {
  List<LiveRow> rows();

  void clear();

  default long held() {
    return rows().stream().filter(row -> row.heldSince().isPresent()).count();
  }
}
