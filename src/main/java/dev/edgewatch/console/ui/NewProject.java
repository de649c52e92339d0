package dev.edgewatch.console.ui;

import com.vaadin.flow.component.Component;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.ui.live.DrainTimer;

/** What makes projects where they are chosen; the pages of types have it. */
@FunctionalInterface
public interface NewProject {

  /** A button that is open to whoever may make a project somewhere. */
  Component button(ConsoleSession session, DrainTimer timer);
}
