package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import java.util.List;

/** The live pill for pages that are live and cannot be paused. */
public final class StreamPill extends Composite<Span> {
  private final LivePill pill = new LivePill();

  public StreamPill() {
    getContent().add(pill);
  }

  public void show(List<RegionState> regions) {
    pill.show(regions, null);
  }
}
