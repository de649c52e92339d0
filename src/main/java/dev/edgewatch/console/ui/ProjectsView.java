package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Parts;
import jakarta.annotation.security.PermitAll;

/** Where one starts: the projects one may enter. */
@Route(value = "", layout = ConsoleLayout.class)
@PermitAll
public final class ProjectsView extends Composite<Div> implements HasDynamicTitle {
  private final Scopes scopes;

  ProjectsView(ConsoleSessions sessions, DrainTimer timer, NewProject newProject) {
    scopes = new Scopes(sessions.current(), timer);
    getContent().addClassName("pg-projects");
    getContent()
        .add(
            Parts.div(
                "pg-projects-head",
                new H1(text("projects.title")),
                new Paragraph(text("projects.sentence"))),
            new ProjectList(scopes, newProject, "", () -> {}));
    Parts.testId(this, "projects");
  }

  @Override
  public String getPageTitle() {
    return text("projects.title") + " · " + text("product");
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    scopes.open(attached.getUI());
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    scopes.close();
  }
}
