package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Makers of elements that differ in their classes only, and of buttons the way we draw them. */
public final class Parts {
  private Parts() {}

  public static Div div(String classes, Component... children) {
    Div div = new Div(children);
    style(div, classes);
    return div;
  }

  public static Span span(String classes, Component... children) {
    Span span = new Span(children);
    style(span, classes);
    return span;
  }

  public static Span span(String classes, String text) {
    Span span = new Span(text);
    style(span, classes);
    return span;
  }

  /** The page's one primary button. */
  public static Button primary(String text, String icon, String testId, Runnable action) {
    Button button = button(text, icon, testId, action);
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  public static Button button(String text, String icon, String testId, Runnable action) {
    Button button = new Button(text, click -> action.run());
    if (!icon.isEmpty()) {
      button.getElement().appendChild(new Icon(icon).prefix().getElement());
    }
    return testId(button, testId);
  }

  /** A button that is only an icon; the label is read aloud and shown as a tooltip. */
  public static Button iconButton(String label, String icon, String testId, Runnable action) {
    Button button = new Button(new Icon(icon), click -> action.run());
    button.addThemeVariants(ButtonVariant.TERTIARY);
    button.addClassName("ew-icon-button");
    button.setAriaLabel(label);
    button.setTooltipText(label);
    return testId(button, testId);
  }

  public static Button small(Button button) {
    button.addClassName("ew-small");
    return button;
  }

  /** Names a control for robots; stable, never derived from its text. */
  public static <C extends Component> C testId(C component, String id) {
    component.getElement().setAttribute("data-testid", id);
    return component;
  }

  /** What may be longer than its room: the keyboard reaches and scrolls it, under a name. */
  public static <C extends Component> C scrolled(C component, String name) {
    component.getElement().setAttribute("tabindex", "0");
    component.getElement().setAttribute("role", "region");
    component.getElement().setAttribute("aria-label", name);
    return component;
  }

  private static void style(HasStyle component, String classes) {
    if (!classes.isEmpty()) {
      component.addClassNames(classes.split(" "));
    }
  }
}
