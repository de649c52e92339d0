package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Face;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.personal.Pins;
import java.util.ArrayList;
import java.util.List;

/** Projects one may enter, found by title or id; rows are links. */
final class ProjectList extends Composite<Div> {
  private static final int SHOWN = 50;
  private static final int[] HUES = {252, 158, 298, 80, 12, 205};

  private final Scopes scopes;
  private final Runnable onChosen;
  private final TextField search = new TextField();
  private final Div rows = Parts.div("prj-rows");
  private final List<Registration> registrations = new ArrayList<>();
  private String current = "";
  private List<List<String>> drawnPins = List.of();
  private List<Scopes.Scope> drawn = List.of();
  private boolean answered;

  ProjectList(Scopes scopes, Runnable onChosen) {
    this.scopes = scopes;
    this.onChosen = onChosen;
    search.setPlaceholder(text("scope.search"));
    search.setAriaLabel(text("scope.search"));
    search.setPrefixComponent(new Icon("search"));
    search.setValueChangeMode(ValueChangeMode.EAGER);
    search.setWidthFull();
    search.addValueChangeListener(typed -> draw());
    search.getElement().setAttribute("autofocus", true);
    Parts.testId(search, "project-search");
    getContent().addClassName("prj-list");
    getContent().add(search, new MyInvitations(scopes.session()), rows);
  }

  void show(String currentProject) {
    current = currentProject;
    draw();
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    registrations.add(Pins.of(attached.getUI(), scopes.session()).onChange(this::draw));
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    registrations.forEach(Registration::remove);
    registrations.clear();
  }

  private void draw() {
    List<Scopes.Scope> found = scopes.search(search.getValue());
    Pins pins = Pins.of(UI.getCurrentOrThrow(), scopes.session());
    List<List<String>> kept = List.of(pins.pinned(), pins.recent());
    if (found.equals(drawn)
        && kept.equals(drawnPins)
        && answered == scopes.answered()
        && !found.isEmpty()) {
      return;
    }
    drawn = found;
    drawnPins = kept;
    answered = scopes.answered();
    rows.removeAll();
    List<Scopes.Scope> pinned = in(found, pins.pinned());
    List<Scopes.Scope> recent = in(found, pins.recent());
    recent.removeAll(pinned);
    List<Scopes.Scope> others = new ArrayList<>(found);
    others.removeAll(pinned);
    others.removeAll(recent);
    addAll("scope.pinned", pinned, pins);
    addAll("scope.recent", recent, pins);
    addAll(pinned.isEmpty() && recent.isEmpty() ? "" : "scope.others", others, pins);
    if (found.size() > SHOWN) {
      rows.add(Parts.div("prj-more", new Span(text("scope.more", found.size() - SHOWN))));
    }
    if (found.isEmpty()) {
      rows.add(empty());
    }
  }

  /** Those of some ids, in the order of the ids. */
  private static List<Scopes.Scope> in(List<Scopes.Scope> found, List<String> ids) {
    List<Scopes.Scope> chosen = new ArrayList<>();
    ids.forEach(
        id -> found.stream().filter(scope -> scope.project().equals(id)).forEach(chosen::add));
    return chosen;
  }

  private void addAll(String heading, List<Scopes.Scope> some, Pins pins) {
    if (!heading.isEmpty() && !some.isEmpty()) {
      rows.add(Parts.div("prj-heading", new Span(text(heading))));
    }
    some.stream().limit(SHOWN).map(scope -> row(scope, pins)).forEach(rows::add);
  }

  private Component empty() {
    if (!answered) {
      return new EmptyState(
          "projects-loading", "refresh-cw", text("empty.loading"), text("scope.loading"));
    }
    return search.isEmpty()
        ? new EmptyState("projects-none", "boxes", text("scope.none"), text("scope.none.sentence"))
        : new EmptyState(
            "projects-nomatch",
            "filter-x",
            text("scope.nomatch", search.getValue()),
            text("scope.nomatch.sentence"));
  }

  private Component row(Scopes.Scope scope, Pins pins) {
    Span mark = Parts.span("prj-mark", Face.letters(scope.title()));
    mark.getStyle()
        .set("--h", String.valueOf(HUES[Math.floorMod(scope.project().hashCode(), HUES.length)]));
    Span name = Parts.span("prj-title", scope.title());
    Span id = Parts.span("mono s12 t3 ellip", scope.project());
    Div words = Parts.div("col grow", name, id);
    Anchor row =
        new Anchor(scope.path(), mark, words, Parts.span("s12 t2", scope.organizationTitle()));
    row.addClassName("prj");
    if (scope.project().equals(current)) {
      row.addClassName("on");
      row.add(new Icon("check"));
    }
    row.getElement().addEventListener("click", click -> onChosen.run());
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
}
