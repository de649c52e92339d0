package dev.edgewatch.console.ui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;

/**
 * Takes somebody into a project as soon as a region shows it to him. Loads the page: the views of
 * others are made in a request only, and this is none.
 */
public final class ProjectEntrance {
  private final LiveResource project;
  private final Drain drain;
  private final UI ui;
  private boolean left;

  private ProjectEntrance(UI ui, ConsoleSession session, DrainTimer timer, String name) {
    this.ui = ui;
    this.drain = timer.drain(ui, this::look);
    this.project =
        session.watch(session.catalog().type("iam.edgelq.com/Project"), name, drain::dirty);
  }

  /**
   * Waits for as long as a component is attached.
   *
   * @param name of the project
   */
  public static void open(Component page, ConsoleSession session, DrainTimer timer, String name) {
    var entrance = new ProjectEntrance(UI.getCurrentOrThrow(), session, timer, name);
    page.addDetachListener(gone -> entrance.leave());
    entrance.drain.dirty();
  }

  private void look() {
    project.drain();
    if (!left && project.resource().orElse(null) instanceof Project one) {
      leave();
      ui.getPage()
          .setLocation("%s/%s/devices".formatted(one.getParentOrganization(), one.getName()));
    }
  }

  private void leave() {
    left = true;
    drain.stop();
    project.close();
  }
}
