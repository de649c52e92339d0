package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;

/** One symbol of {@code themes/edgewatch/icons.svg}, 16 px, in the colour of the text around it. */
@Tag("span")
public final class Icon extends Component implements HasStyle {
  private static final String SPRITE = "theme/edgewatch/icons.svg";

  public Icon(String symbol) {
    addClassName("ew-icon");
    getElement().setAttribute("aria-hidden", "true");
    setSymbol(symbol);
  }

  public void setSymbol(String symbol) {
    getElement().setProperty("innerHTML", svg(symbol, "i"));
  }

  /** For the start of a button. */
  public Icon prefix() {
    getElement().setAttribute("slot", "prefix");
    return this;
  }

  /** For the end of a button. */
  public Icon suffix() {
    getElement().setAttribute("slot", "suffix");
    return this;
  }

  /**
   * The same as markup, for templates. {@code symbol} is trusted or an expression of the template.
   */
  public static String svg(String symbol, String classes) {
    return "<svg class=\"%s\"><use href=\"%s#%s\"></use></svg>".formatted(classes, SPRITE, symbol);
  }
}
