package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.Refusal;

/** The parser's words about a filter, and where it stopped. */
final class FilterProblem extends Composite<Div> {
  FilterProblem() {
    getContent().addClassName("ew-filter-problem");
    getContent().getElement().setAttribute("role", "alert");
    Parts.testId(this, "filter-problem");
    clear();
  }

  void clear() {
    getContent().removeAll();
    setVisible(false);
  }

  void show(Refusal refusal, String filter) {
    getContent().removeAll();
    int at = position(refusal);
    if (at >= 0 && at <= filter.length()) {
      int end = Math.min(filter.length(), at + Math.max(1, wordLength(filter, at)));
      Span text = Parts.span("mono", filter.substring(0, at));
      text.add(
          Parts.span("bad", at < filter.length() ? filter.substring(at, end) : "\u00a0"),
          new Span(filter.substring(end)));
      getContent().add(text);
    }
    getContent().add(new Span(refusal.message()));
    setVisible(true);
  }

  private static int position(Refusal refusal) {
    return refusal instanceof Refusal.Invalid invalid && !invalid.violations().isEmpty()
        ? invalid.violations().getFirst().position()
        : -1;
  }

  private static int wordLength(String filter, int at) {
    int end = at;
    while (end < filter.length() && !Character.isWhitespace(filter.charAt(end))) {
      end++;
    }
    return end - at;
  }
}
