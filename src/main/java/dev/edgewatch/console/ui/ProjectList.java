package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;
import java.util.Locale;

/** Projects one may enter, found by title or id; rows are links. */
final class ProjectList extends Composite<Div> {
  private static final int SHOWN = 50;
  private static final int[] HUES = {252, 158, 298, 80, 12, 205};

  private final Scopes scopes;
  private final Runnable onChosen;
  private final TextField search = new TextField();
  private final Div rows = Parts.div("prj-rows");
  private String current = "";
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

  private void draw() {
    List<Scopes.Scope> found = scopes.search(search.getValue());
    if (found.equals(drawn) && answered == scopes.answered() && !found.isEmpty()) {
      return;
    }
    drawn = found;
    answered = scopes.answered();
    rows.removeAll();
    found.stream().limit(SHOWN).map(this::row).forEach(rows::add);
    if (found.size() > SHOWN) {
      rows.add(Parts.div("prj-more", new Span(text("scope.more", found.size() - SHOWN))));
    }
    if (found.isEmpty()) {
      rows.add(empty());
    }
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

  private Component row(Scopes.Scope scope) {
    Span mark = Parts.span("prj-mark", initials(scope.title()));
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
    return Parts.testId(row, "project-" + scope.project());
  }

  private static String initials(String title) {
    String[] words = title.strip().split("\\s+", -1);
    String last = words[words.length - 1];
    String letters =
        words.length > 1
            ? words[words.length - 2].substring(0, 1) + last.substring(0, 1)
            : last.substring(0, Math.min(2, last.length()));
    return letters.toUpperCase(Locale.ROOT);
  }
}
