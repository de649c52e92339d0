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
    List<String> order = regions.stream().map(RegionState::region).toList();
    if (!order.equals(List.copyOf(segments.keySet()))) {
      arrange(order);
    }
    regions.forEach(region -> segments.get(region.region()).show(region));
    segments.forEach((id, segment) -> segment.setChosen(chosen.isEmpty() || chosen.contains(id)));
  }

  /** Regions come and go while the list is open; those that stay keep their segment. */
  private void arrange(List<String> order) {
    Map<String, RegionSegment> before = new LinkedHashMap<>(segments);
    segments.clear();
    for (String region : order) {
      RegionSegment known = before.get(region);
      segments.put(region, known == null ? new RegionSegment(region, onChosen, onRetry) : known);
    }
    getContent().removeAll();
    segments.values().forEach(getContent()::add);
  }
}
