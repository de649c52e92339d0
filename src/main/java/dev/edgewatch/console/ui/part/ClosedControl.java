package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import java.util.Optional;

/**
 * A control that can do nothing at the moment looks and reads disabled, and still takes the focus
 * and the click: otherwise its reason would be out of reach for keyboards.
 */
public final class ClosedControl {
  /** Waits for the component to begin, which sets the attribute by its own mind once. */
  private static final String READS_DISABLED =
      """
      const defined = this.localName.includes('-')
          ? customElements.whenDefined(this.localName)
          : Promise.resolve();
      defined.then(() => this.updateComplete).then(() => {
        if ($0) this.setAttribute('aria-disabled', 'true');
        else this.removeAttribute('aria-disabled');
      });
      """;

  private ClosedControl() {}

  /**
   * Draws a control as closed or open; to be done again when it is attached again.
   *
   * @param reason why it is closed, in words; empty when it is open
   */
  public static void draw(Component control, Optional<String> reason) {
    Element element = control.getElement();
    element.getClassList().set("ew-off", reason.isPresent());
    reason.ifPresentOrElse(
        words -> element.setAttribute("aria-description", words),
        () -> element.removeAttribute("aria-description"));
    element.executeJs(READS_DISABLED, reason.isPresent());
  }
}
