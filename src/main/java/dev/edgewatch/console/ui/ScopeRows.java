package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Face;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.personal.Pins;

/**
 * Lines of projects and organizations: links, with a mark by which one knows a project again.
 *
 * @param current id of the project one is in; may be empty
 * @param onChosen called when a link is followed
 */
record ScopeRows(Pins pins, String current, Runnable onChosen) {
  private static final int[] HUES = {252, 158, 298, 80, 12, 205};

  Component project(Scopes.Scope scope) {
    Span mark = Parts.span("prj-mark", Face.letters(scope.title()));
    mark.getStyle()
        .set("--h", String.valueOf(HUES[Math.floorMod(scope.project().hashCode(), HUES.length)]));
    Anchor row =
        link(
            scope.path(),
            mark,
            scope.title(),
            scope.project(),
            Parts.span("s12 t2", scope.organizationTitle()));
    if (scope.project().equals(current)) {
      row.addClassName("on");
      row.add(new Icon("check"));
    }
    Parts.testId(row, "project-" + scope.project());
    boolean pinned = pins.pinned().contains(scope.project());
    var pin =
        Parts.iconButton(
            text(pinned ? "scope.unpin" : "scope.pin", scope.title()),
            "pin",
            "pin-" + scope.project(),
            () -> pins.toggle(scope.project()));
    pin.getElement().setAttribute("aria-pressed", String.valueOf(pinned));
    return Parts.div(pinned ? "prj-row pinned" : "prj-row", row, pin);
  }

  Component organization(Scopes.Owner owner) {
    Anchor row =
        link(
            owner.path(),
            Parts.span("prj-mark", new Icon("building-2")),
            owner.title(),
            owner.organization(),
            Parts.span("s12 t2", text("nav.members")));
    return Parts.div("prj-row", Parts.testId(row, "organization-" + owner.organization()));
  }

  private Anchor link(String path, Span mark, String title, String id, Span beside) {
    Anchor row =
        new Anchor(
            path,
            mark,
            Parts.div(
                "col grow", Parts.span("prj-title", title), Parts.span("mono s12 t3 ellip", id)),
            beside);
    row.addClassName("prj");
    row.getElement().addEventListener("click", click -> onChosen.run());
    return row;
  }
}
