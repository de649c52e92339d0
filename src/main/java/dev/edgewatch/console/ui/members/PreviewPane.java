package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.access.Grant;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What roles would allow in a project or organization, before anybody is given them: type by type,
 * what is gained in green; and what of it the reader cannot give because he does not hold it
 * himself.
 */
final class PreviewPane extends Composite<Div> {
  private final ConsoleSession session;
  private final PageAccess access;
  private final List<String> above;
  private final Div content = Parts.div("ew-preview-types");
  private final Div figures = Parts.div("ew-figures");
  private final PreviewRows rows;
  private final Div lackingNote = Parts.div("ew-note warn");
  private Set<String> lacking = Set.of();
  private GrantPreview shown = new GrantPreview(List.of());

  /** A role that would be given. */
  record Draft(Role role, List<ScopeParam> params) {
    RoleBinding in(String scope) {
      return RoleBinding.newBuilder()
          .setName(scope + "/roleBindings/-")
          .setRole(role.getName())
          .addAllScopeParams(params)
          .build();
    }

    private List<Grant> grants(String scope) {
      return RoleGrants.of(role, in(scope), Holder.ANYBODY, any -> Optional.empty());
    }
  }

  /**
   * Shows nothing until roles are chosen.
   *
   * @param access of the reader, in the project or organization
   * @param above the organizations above it, the nearest first
   */
  PreviewPane(ConsoleSession session, DrainTimer timer, PageAccess access, List<String> above) {
    this.session = session;
    this.rows = new PreviewRows(session, timer, access.scope(), this::showFigures);
    this.access = access;
    this.above = List.copyOf(above);
    lackingNote.setVisible(false);
    Parts.testId(lackingNote, "preview-lacking");
    Parts.testId(this, "grant-preview");
    Parts.scrolled(content, text("preview.title"));
    getContent().addClassName("ew-preview");
    getContent()
        .add(
            Parts.div("row gap6", new Icon("eye"), new H3(text("preview.title"))),
            figures,
            lackingNote,
            rows,
            content,
            Parts.div("row s12 t3", new Icon("shield-check"), new Span(text("preview.nothing"))));
    show(List.of(), List.of());
  }

  /**
   * Works out what drafts would add.
   *
   * @param present what is held already there
   */
  void show(List<Draft> drafts, List<Grant> present) {
    String scope = access.scope();
    List<String> regions =
        session.environment().regions().stream().map(Environment.Region::id).toList();
    List<Grant> drafted = drafts.stream().flatMap(draft -> draft.grants(scope).stream()).toList();
    GrantPreview preview =
        GrantPreview.of(session.catalog(), scope, above, regions, present, drafted);
    shown = preview;
    rows.show(present, drafted);
    content.removeAll();
    preview.types().forEach(type -> content.add(line(type)));
    if (preview.types().isEmpty()) {
      content.add(
          Parts.span("t3 s13", text(drafts.isEmpty() ? "preview.none" : "preview.nothinggained")));
    }
    showFigures();
    getContent().getElement().setAttribute("data-changes", String.valueOf(preview.changes()));
    getContent().getElement().setAttribute("data-seen", String.valueOf(preview.seen()));
    showLacking(drafts, scope);
  }

  /** In devices, or in kinds of resources where no devices are seen. */
  private void showFigures() {
    figures.removeAll();
    figures.setVisible(!shown.types().isEmpty());
    Optional<PreviewRows.Counted> devices = rows.counted();
    long before = devices.map(PreviewRows.Counted::before).orElse(shown.seenBefore());
    long after = devices.map(PreviewRows.Counted::after).orElse(shown.seen());
    String of = devices.isPresent() ? "preview.rows." : "preview.";
    figures.add(
        figure("", before, text(of + "before", before)),
        new Icon("arrow-right"),
        figure("gained", after, text(of + "after", after)),
        Parts.div(
            "end",
            Parts.span("s13 semi num", text("preview.changes", shown.changes())),
            Parts.span("s12 t3", text("preview.changes.of"))));
    getContent().getElement().setAttribute("data-devices", devices.isPresent() ? after + "" : "");
  }

  private static Div figure(String classes, long number, String words) {
    return Parts.div(
        "",
        Parts.span(("big num " + classes).strip(), number(number)),
        Parts.span("s12 t3", words));
  }

  private void showLacking(List<Draft> drafts, String scope) {
    Set<String> found = new HashSet<>();
    Optional<MyAccess> mine = access.mine();
    drafts.forEach(
        draft ->
            mine.ifPresent(
                known -> found.addAll(known.lackingToGive(draft.role(), draft.in(scope)))));
    lacking = Set.copyOf(found);
    lackingNote.setVisible(!lacking.isEmpty());
    lackingNote.removeAll();
    lackingNote.add(new Icon("lock"), new Span(words()));
  }

  private String words() {
    if (lacking.contains("*")) {
      return text("preview.lacking.all");
    }
    String some =
        lacking.stream()
            .map(Permissions::spoken)
            .sorted()
            .limit(4)
            .collect(Collectors.joining(", "));
    return lacking.size() > 4
        ? text("preview.lacking.more", some, lacking.size() - 4)
        : text("preview.lacking", some);
  }

  /** Whether the reader holds all of it, so that he can give it. */
  boolean canBeGiven() {
    return lacking.isEmpty();
  }

  private static Component line(GrantPreview.OfType type) {
    Div chips = Parts.div("row gap4 wrap");
    type.doings().forEach(doing -> chips.add(chip(doing)));
    Div line = Parts.div("ew-preview-line", new Span(TypeNames.title(type.type())), chips);
    return Parts.testId(line, "preview-" + type.type().plural());
  }

  private static Span chip(GrantPreview.Doing doing) {
    Span chip =
        Parts.span(
            doing.gained() ? "ew-gain" : "ew-kept",
            TypeNames.words(doing.verb()).toLowerCase(java.util.Locale.ROOT));
    chip.addComponentAsFirst(new Icon(doing.gained() ? "plus" : "check"));
    if (!doing.only().isEmpty()) {
      chip.addClassName("narrow");
      chip.getElement().setAttribute("title", doing.only());
      chip.add(Parts.span("t3", " " + doing.only()));
    }
    return chip;
  }
}
