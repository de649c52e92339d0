package dev.edgewatch.console.ui.resource;

import com.vaadin.flow.component.Component;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.ui.NewProject;
import dev.edgewatch.console.ui.live.DrainTimer;
import java.time.Clock;

/** Makes projects as their own page does. */
@org.springframework.stereotype.Component
record NewProjectButton(Clock clock) implements NewProject {
  @Override
  public Component button(ConsoleSession session, DrainTimer timer) {
    return TenantCreation.ofProjects(session, timer, clock);
  }
}
