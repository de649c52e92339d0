package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How fresh each region of a live list is, one segment per region. A click shows that region only.
 */
public final class FreshnessStrip extends Composite<Div> {
  private final Map<String, RegionSegment> segments = new LinkedHashMap<>();
  private final Consumer<String> onChosen;
  private final Consumer<String> onRetry;

  public FreshnessStrip(Consumer<String> onChosen, Consumer<String> onRetry) {
    this.onChosen = onChosen;
    this.onRetry = onRetry;
    getContent().addClassName("ew-strip");
    Parts.testId(this, "freshness");
  }

  /** Shows the regions' states; those that are not chosen stand back. */
  public void show(List<RegionState> regions, Set<String> chosen) {
    for (RegionState region : regions) {
      segments.computeIfAbsent(region.region(), this::segment).show(region);
    }
    segments.forEach((id, segment) -> segment.setChosen(chosen.isEmpty() || chosen.contains(id)));
  }

  private RegionSegment segment(String region) {
    RegionSegment segment = new RegionSegment(region, onChosen, onRetry);
    getContent().add(segment);
    return segment;
  }
}
