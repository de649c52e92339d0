package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;

/** A bar per region, hatched when it is lost, and how many of them are live. */
final class RegionHealthMark extends Composite<Span> {
  private final Scopes scopes;
  private final Span bars = Parts.span("bars", "");
  private final Span words = Parts.span("wide", "");
  private List<Boolean> shown = List.of();

  RegionHealthMark(Scopes scopes) {
    this.scopes = scopes;
    getContent().addClassName("app-regions");
    getContent().add(bars, words);
    Parts.testId(this, "region-health");
    getElement().setAttribute("data-settled", "false");
    scopes.onChange(this::draw);
  }

  private void draw() {
    getElement().setAttribute("data-settled", String.valueOf(scopes.answered()));
    List<Boolean> live =
        scopes.regions().stream()
            .map(RegionState::freshness)
            .filter(Freshness::takesPart)
            .map(Freshness::answers)
            .toList();
    if (live.equals(shown)) {
      return;
    }
    shown = live;
    bars.removeAll();
    live.forEach(one -> bars.add(Parts.span(one ? "bar" : "bar lost", "")));
    long count = live.stream().filter(one -> one).count();
    words.setText(text("regions.live", count, live.size()));
    getContent().getElement().setAttribute("data-live", String.valueOf(count));
  }
}
