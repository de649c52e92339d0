package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Instant;

/** Lies over the bottom of a frozen list and counts what waits, by kind. */
final class PauseBar extends Composite<Div> {
  private final Span frozenAt = new Span();
  private final Span added = new Span();
  private final Span changed = new Span();
  private final Span removed = new Span();
  private final Span moved = new Span();

  PauseBar(Runnable onResume) {
    getContent().addClassName("ew-pausebar");
    Parts.testId(this, "pause-bar");
    getContent()
        .add(
            new Span(Parts.span("semi", text("pause.frozen") + " "), frozenAt),
            Parts.span("bar", ""),
            kind("add", "plus", added, text("pause.new")),
            kind("mod", "diff", changed, text("pause.changed")),
            kind("del", "minus", removed, text("pause.gone")),
            kind("mov", "arrow-up-down", moved, text("pause.moved")),
            Parts.span("bar", ""),
            Parts.small(Parts.button(text("pause.apply"), "play", "pause-apply", onResume)));
    setVisible(false);
  }

  void freeze(Instant at) {
    frozenAt.removeAll();
    frozenAt.add(Age.since(at, Age.Form.TIME));
    setVisible(true);
  }

  void show(LiveQuery.Waiting waiting) {
    added.setText(number(waiting.added()));
    changed.setText(number(waiting.changed()));
    removed.setText(number(waiting.removed()));
    moved.setText(number(waiting.moved()));
  }

  private static Span kind(String kind, String icon, Span number, String word) {
    number.addClassName("semi");
    return Parts.span("ew-kind " + kind, Parts.span("k", new Icon(icon)), number, new Span(word));
  }
}
