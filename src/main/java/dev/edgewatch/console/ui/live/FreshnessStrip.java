package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
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
  /** Takes the place of the live ones on a phone. */
  private final Span foldedWords = Parts.span("rg", "");

  private final Div folded = Parts.div("seg live folded", foldedWords);
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
    for (RegionState region : regions) {
      RegionSegment segment = segments.get(region.region());
      if (segment != null) {
        segment.show(region);
      }
    }
    long live = regions.stream().filter(region -> region.freshness() == Freshness.LIVE).count();
    folded.setVisible(live > 0);
    foldedWords.setText(text("strip.live", live));
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
    getContent().add(folded);
    segments.values().forEach(getContent()::add);
  }
}
