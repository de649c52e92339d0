package dev.edgewatch.console.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import dev.edgewatch.console.bff.SessionLife;

/**
 * Tells the browser how long the sign-in lasts, which counts down and asks; hears from it when
 * somebody does something.
 */
@Tag("ew-session")
@JsModule("./session.ts")
final class SessionMark extends Component {
  SessionMark(SessionLife life) {
    getElement().setAttribute("data-idle", String.valueOf(life.idle().toMillis()));
    getElement().setAttribute("data-ends", String.valueOf(life.ends().toEpochMilli()));
    getElement().addEventListener("active", told -> life.active());
  }
}
