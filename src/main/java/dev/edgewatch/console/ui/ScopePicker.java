package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;

/** Says in which project or organization you are, and takes you to another one. */
final class ScopePicker extends Composite<Div> {
  private final Scopes scopes;
  private final Span organization = Parts.span("org", "");
  private final Span between = Parts.span("t3 sep", "/");
  private final Span project = Parts.span("ellip", "");
  private String shownOrganization = "";
  private String shownProject = "";

  ScopePicker(Scopes scopes, NewProject newProject) {
    this.scopes = scopes;
    Button opener =
        new Button(
            Parts.span("row gap6", organization, between, project, new Icon("chevrons-up-down")));
    opener.addThemeVariants(ButtonVariant.TERTIARY);
    opener.addClassName("app-scope");
    opener.setAriaLabel(text("scope.choose"));
    Parts.testId(opener, "scope-picker");
    Popover popover = new Popover();
    popover.setTarget(opener);
    popover.setPosition(PopoverPosition.BOTTOM_START);
    popover.setWidth("420px");
    popover.setAutofocus(true);
    popover.setAriaLabel(text("scope.choose"));
    Parts.testId(popover, "project-picker");
    // There only while it is open: closed it would be drawn and follow access all the time.
    popover.addOpenedChangeListener(
        changed -> {
          popover.removeAll();
          if (changed.isOpened()) {
            popover.add(new ProjectList(scopes, newProject, shownProject, popover::close));
          }
        });
    getContent().add(opener);
    scopes.onChange(this::draw);
  }

  void show(String organizationId, String projectId) {
    shownOrganization = organizationId;
    shownProject = projectId;
    setVisible(!organizationId.isEmpty());
    scopes.enter(projectId);
    draw();
  }

  private void draw() {
    Scopes.Scope scope = scopes.find(shownOrganization, shownProject);
    organization.setText(scope.organizationTitle());
    project.setText(scope.title());
    between.setVisible(!shownProject.isEmpty());
  }
}
