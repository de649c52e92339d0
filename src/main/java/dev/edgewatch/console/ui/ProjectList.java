package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.ui.Scopes.Found;
import dev.edgewatch.console.ui.Scopes.Owner;
import dev.edgewatch.console.ui.Scopes.Scope;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Afterwards;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.personal.Pins;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Projects one may enter and organizations one belongs to, as links. Of many the first are shown,
 * and whatever is typed is looked for by the regions; what is at hand answers at once.
 */
final class ProjectList extends Composite<Div> {
  private static final int ORGANIZATIONS = 5;

  /** After which what was typed is looked for: whoever types on does not search for each letter. */
  private static final int PAUSE_MILLIS = 150;

  private final Scopes scopes;
  private final String current;
  private final Runnable onChosen;
  private final TextField search = new TextField();
  private final Div rows = Parts.div("prj-rows");
  private final List<Registration> registrations = new ArrayList<>();
  private Shown drawn = new Shown(List.of(), List.of(), List.of(), 0, false);
  private Found found = Found.NOTHING;
  private String answered = "";

  /** What rows are drawn of; the same is not drawn again. */
  private record Shown(
      List<Scope> projects,
      List<Owner> organizations,
      List<List<String>> pins,
      long more,
      boolean known) {}

  /**
   * Lists what a frame knows.
   *
   * @param current id of the project one is in; may be empty
   * @param onChosen called when a link is followed
   */
  ProjectList(Scopes scopes, NewProject newProject, String current, Runnable onChosen) {
    this.scopes = scopes;
    this.current = current;
    this.onChosen = onChosen;
    search.setPlaceholder(text("scope.search"));
    search.setAriaLabel(text("scope.search"));
    search.setPrefixComponent(new Icon("search"));
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.setValueChangeTimeout(PAUSE_MILLIS);
    search.setWidthFull();
    search.addValueChangeListener(typed -> ask());
    search.getElement().setAttribute("autofocus", true);
    Parts.testId(search, "project-search");
    Parts.testId(rows, "project-rows");
    getContent().addClassName("prj-list");
    getContent()
        .add(
            search,
            new MyInvitations(scopes.session()),
            rows,
            Parts.div("prj-foot", newProject.button(scopes.session(), scopes.timer())));
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    registrations.add(Pins.of(attached.getUI(), scopes.session()).onChange(this::draw));
    registrations.add(scopes.onChange(this::draw));
    draw();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    registrations.forEach(Registration::remove);
    registrations.clear();
  }

  private String phrase() {
    return search.getValue().strip();
  }

  /** An answer that comes after more was typed is nobody's answer any more. */
  private void ask() {
    String phrase = phrase();
    draw();
    if (!phrase.isEmpty()) {
      Afterwards.of(
          scopes.search(phrase),
          answer -> {
            if (phrase.equals(phrase())) {
              found = answer;
              answered = phrase;
              draw();
            }
          });
    }
  }

  private void draw() {
    String phrase = phrase();
    Pins pins = Pins.of(UI.getCurrentOrThrow(), scopes.session());
    boolean told = phrase.isEmpty() ? scopes.answered() : phrase.equals(answered);
    Found by = told && !phrase.isEmpty() ? found : Found.NOTHING;
    List<Scope> projects =
        merged(scopes.atHand().stream().filter(one -> holds(one, phrase)), by.projects());
    List<Owner> organizations =
        merged(
                scopes.organizations().stream().filter(one -> holds(one, phrase)),
                by.organizations())
            .stream()
            .limit(ORGANIZATIONS)
            .toList();
    long more =
        phrase.isEmpty()
            ? scopes.count() - projects.size()
            : Math.max(0, by.projects().size() - Scopes.SHOWN);
    Shown now =
        new Shown(
            projects,
            organizations,
            List.of(pins.pinned(), pins.recent()),
            Math.max(0, more),
            told);
    rows.getElement().setAttribute("data-settled", String.valueOf(told));
    rows.getElement().setAttribute("data-phrase", told ? phrase : "");
    if (!now.equals(drawn) || rows.getComponentCount() == 0) {
      drawn = now;
      rows.removeAll();
      draw(now, pins, new ScopeRows(pins, current, onChosen));
    }
  }

  private void draw(Shown now, Pins pins, ScopeRows lines) {
    List<Scope> pinned = in(now.projects(), pins.pinned());
    List<Scope> recent = in(now.projects(), pins.recent());
    recent.removeAll(pinned);
    List<Scope> others = new ArrayList<>(now.projects());
    others.removeAll(pinned);
    others.removeAll(recent);
    boolean some = !pinned.isEmpty() || !recent.isEmpty();
    addAll("scope.pinned", pinned.stream().map(lines::project).toList());
    addAll("scope.recent", recent.stream().map(lines::project).toList());
    addAll(
        some ? "scope.others" : "",
        others.stream().limit(Scopes.SHOWN).map(lines::project).toList());
    if (now.more() > 0) {
      rows.add(Parts.div("prj-more", new Span(text("scope.more", now.more()))));
    }
    addAll("scope.organizations", now.organizations().stream().map(lines::organization).toList());
    if (now.projects().isEmpty() && now.organizations().isEmpty()) {
      rows.add(empty(now.known()));
    }
  }

  private static boolean holds(Scope scope, String phrase) {
    return holds(scope.title() + " " + scope.project(), phrase);
  }

  private static boolean holds(Owner owner, String phrase) {
    return holds(owner.title() + " " + owner.organization(), phrase);
  }

  private static boolean holds(String text, String phrase) {
    return text.toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT));
  }

  private static <T> List<T> merged(Stream<T> atHand, List<T> found) {
    Set<T> all = new LinkedHashSet<>(atHand.toList());
    all.addAll(found);
    return List.copyOf(all);
  }

  /** Those of some ids, in the order of the ids. */
  private static List<Scope> in(List<Scope> found, List<String> ids) {
    List<Scope> chosen = new ArrayList<>();
    ids.forEach(
        id -> found.stream().filter(scope -> scope.project().equals(id)).forEach(chosen::add));
    return chosen;
  }

  private void addAll(String heading, List<Component> lines) {
    if (!heading.isEmpty() && !lines.isEmpty()) {
      rows.add(Parts.div("prj-heading", new Span(text(heading))));
    }
    lines.forEach(rows::add);
  }

  private Component empty(boolean known) {
    if (!known) {
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
}
