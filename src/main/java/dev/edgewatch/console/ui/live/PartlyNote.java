package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;

/**
 * Says above the rows that some are missing, because a region was never reached and nothing of it
 * is held.
 */
final class PartlyNote extends Composite<Div> {
  private final Runnable onTryNow;
  private String shown = "";

  PartlyNote(Runnable onTryNow) {
    this.onTryNow = onTryNow;
    getContent().addClassNames("ew-note", "lost");
    Parts.testId(this, "empty-partial");
    setVisible(false);
  }

  void show(LiveQuery.Counts counts, List<RegionState> regions) {
    List<String> silent =
        regions.stream()
            .filter(region -> region.freshness() == Freshness.LOST)
            .map(RegionState::region)
            .filter(counts.missing()::contains)
            .toList();
    boolean someAnswer = regions.stream().anyMatch(region -> region.freshness().answers());
    String names = someAnswer ? String.join(", ", silent) : "";
    String now = names.isEmpty() ? "" : counts.matching() + names;
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    setVisible(!now.isEmpty());
    getContent().removeAll();
    NativeButton tryNow = new NativeButton(text("strip.try"), click -> onTryNow.run());
    tryNow.addClassNames("ew-link", "end");
    getContent()
        .add(
            new Icon("unplug"),
            new Span(
                Parts.span("semi", text("partly.title", number(counts.matching()), names)),
                new Span(" " + text("partly.sentence"))),
            tryNow);
  }
}
