package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;

/**
 * Lies over the top of the rows while some wait for a hand to leave: how many are new, how many
 * would move. A click lets them in.
 */
final class WaitingChip extends Composite<NativeButton> {
  private LiveQuery.Waiting shown = LiveQuery.Waiting.NOTHING;

  WaitingChip(Runnable onClick) {
    getContent().addClassName("ew-chip");
    getContent().addClickListener(click -> onClick.run());
    getContent().getElement().setAttribute("title", text("chip.title"));
    Parts.testId(this, "waiting-chip");
    setVisible(false);
  }

  void show(LiveQuery.Waiting waiting) {
    if (waiting.equals(shown)) {
      return;
    }
    shown = waiting;
    setVisible(waiting.total() > 0);
    getContent().removeAll();
    getContent().add(new Icon("arrow-up"));
    if (waiting.added() > 0) {
      getContent().add(new Span(text("chip.new", waiting.added())));
    }
    if (waiting.moved() > 0) {
      getContent().add(new Span(text("chip.moved", waiting.moved())));
    }
  }
}
