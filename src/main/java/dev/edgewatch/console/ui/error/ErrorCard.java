package dev.edgewatch.console.ui.error;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.ui.live.EmptyState;

/** What happened, in two sentences, and the way back. */
final class ErrorCard extends Composite<Div> {
  ErrorCard(String code, String icon) {
    this(code, icon, text("error." + code + ".sentence"));
  }

  ErrorCard(String code, String icon, String sentence) {
    Anchor home = new Anchor("", text("error.home"));
    home.addClassName("ew-button");
    getContent().addClassName("ew-error");
    getContent().add(new EmptyState("error-" + code, icon, text("error." + code), sentence, home));
  }
}
