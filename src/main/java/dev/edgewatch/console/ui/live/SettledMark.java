package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.Position;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the list already shows what the person changed last: it does when the list's position
 * covers the write's.
 */
final class SettledMark extends Composite<Span> {
  private @Nullable Position awaited;

  SettledMark() {
    getContent().addClassName("ew-settled");
    Parts.testId(this, "settled");
    setVisible(false);
  }

  void await(Position position) {
    awaited = position;
    getContent().getElement().setAttribute("data-awaits", position.text());
    draw("clock", text("settled.waiting"), "false");
  }

  void show(Map<String, String> positions) {
    if (awaited != null && OwnWrites.covers(positions, awaited)) {
      awaited = null;
      draw("check-check", text("settled.done"), "true");
    }
  }

  private void draw(String icon, String words, String reached) {
    getContent().removeAll();
    getContent().add(new Icon(icon), new Span(words));
    getContent().getElement().setAttribute("data-reached", reached);
    setVisible(true);
  }
}
