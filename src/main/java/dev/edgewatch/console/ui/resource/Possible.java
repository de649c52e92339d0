package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.button.Button;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.Optional;

/** Which methods a type has, and why the others are not there. */
record Possible(ConsoleSession session, ResourceType type) {

  /** Why something cannot be done with this type at all; empty when it can. */
  Optional<String> whyNot(StandardMethod method) {
    if (!type.stored()) {
      return Optional.of(text("possible.queryonly", TypeNames.many(type)));
    }
    if (!method.offeredBy(type)) {
      return Optional.of(text("possible.omitted", method.methodName(type), TypeNames.many(type)));
    }
    return session.actions().notOffered(type, method);
  }

  Optional<String> update() {
    return whyNot(StandardMethod.UPDATE);
  }

  /**
   * Switches a control off when it can do nothing. It still takes the focus, so that its reason is
   * in reach of everybody.
   */
  <C extends Component & HasEnabled> void explain(StandardMethod method, C control) {
    whyNot(method)
        .ifPresent(
            why -> {
              control.setEnabled(false);
              control.getElement().setAttribute("title", why);
            });
  }

  /** The same for a button. */
  Button explained(StandardMethod method, Button button) {
    whyNot(method)
        .ifPresent(
            why -> {
              button.setEnabled(false);
              button.setTooltipText(why);
              button.getElement().setAttribute("aria-description", why);
            });
    return button;
  }
}
