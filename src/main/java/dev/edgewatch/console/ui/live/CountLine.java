package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many rows the list has, of how many, how many of them are held since when, and which region
 * is missing.
 */
final class CountLine extends Composite<Span> {
  private @Nullable Shown shown;

  private record Shown(LiveQuery.Counts counts, Optional<Instant> heldSince) {}

  CountLine() {
    getContent().addClassName("ew-count");
    Parts.testId(this, "count");
  }

  void show(LiveQuery.Counts counts, List<RegionState> regions) {
    Optional<Instant> heldSince =
        regions.stream()
            .filter(region -> region.freshness() == Freshness.LOST)
            .map(RegionState::since)
            .min(Comparator.naturalOrder());
    Shown next = new Shown(counts, heldSince);
    if (next.equals(shown)) {
      return;
    }
    shown = next;
    getContent().removeAll();
    if (counts.matchingIsLeast()) {
      getContent().add(new Span(text("count.least")));
    }
    getContent()
        .add(
            Parts.span("semi", number(counts.matching())),
            new Span(text(counts.allIsLeast() ? "count.ofleast" : "count.of", counts.all())));
    if (counts.heldOf() > 0) {
      Span held = Parts.span("held", Parts.span("ew-swatch hatch", ""));
      held.add(
          new Span(
              counts.heldOf() > counts.held()
                  ? text("count.heldof", counts.held(), counts.heldOf())
                  : text("count.held", counts.held())));
      heldSince.ifPresent(since -> held.add(Age.since(since, Age.Form.AS_OF)));
      getContent().add(Parts.span("t3", "·"), held);
    }
    if (!counts.missing().isEmpty()) {
      getContent()
          .add(
              Parts.span("t3", "·"),
              new Span(text("count.missing", String.join(", ", counts.missing()))));
    }
  }
}
