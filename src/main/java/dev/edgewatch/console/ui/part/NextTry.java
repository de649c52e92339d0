package dev.edgewatch.console.ui.part;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts down to the next attempt to reach a region. One node for all attempts, so that nothing
 * beside it is drawn anew: a press of <i>Try now</i> would be lost with the button.
 */
public final class NextTry extends Composite<Span> {
  private Optional<Instant> shown = Optional.empty();

  /**
   * @param css classes, with spaces between them
   */
  public NextTry(String css) {
    getContent().setClassName(css);
  }

  /** Shows the time of the next attempt; nothing when none is planned. */
  public void show(Optional<Instant> nextTry) {
    if (!nextTry.equals(shown)) {
      shown = nextTry;
      getContent().removeAll();
      nextTry.ifPresent(at -> getContent().add(new Span(text("strip.next") + " "), Age.until(at)));
    }
  }
}
