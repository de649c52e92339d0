package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.form.Draft;
import dev.edgewatch.console.ui.form.FormProblem;
import dev.edgewatch.console.ui.form.RequestPreview;
import dev.edgewatch.console.ui.form.ResourceForm;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.console.ui.part.Values;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * A whole resource as text. A watch like the form: while nothing was written the text follows the
 * resource; what was written stays, and saving sends only the paths it changes.
 */
public final class ResourceEditor extends Composite<Div> {
  private static final int REMEMBERED = 32;

  private final ResourceName name;
  private final ResourceType type;
  private final ResourceForm.Saving saving;
  private final Div whyNotNote = Parts.div("ew-note info");
  private boolean possible = true;
  private final FormProblem problem = new FormProblem();
  private final Draft draft;
  private final RequestPreview preview;
  private final Changes changes = new Changes(this::keepMine, this::takeTheirs);
  private final Span reachable = new Span();
  private final Button discard = Parts.button(text("discard"), "", "text-discard", this::discard);
  private final Button save = Parts.primary(text("save"), "", "text-save", this::save);
  private final Map<Integer, Message> bases = new LinkedHashMap<>();
  private @Nullable TextPane pane;
  private @Nullable Message latest;
  private @Nullable Edit edit;
  private boolean drafted;

  public ResourceEditor(ResourceName name, RegionMarks marks, ResourceForm.Saving saving) {
    this.name = name;
    this.type = name.type();
    this.saving = saving;
    this.draft = new Draft(type, name.text() + "#text");
    this.preview = new RequestPreview(type);
    Parts.testId(this, "text");
    Span where = Parts.span("row gap6 s12 t2", "");
    name.region().ifPresent(region -> where.add(marks.mark(region)));
    where.add(reachable);
    getContent().addClassNames("ew-form-page", "ew-text-page");
    Parts.testId(whyNotNote, "text-why-not");
    whyNotNote.setVisible(false);
    getContent()
        .add(
            whyNotNote,
            problem,
            changes,
            preview,
            Parts.div("ew-pane-footer", where, Parts.span("end row", discard, save)),
            draft);
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    if (pane == null) {
      TextPane made = new TextPane(type, this::wrong, this::written, this::save);
      made.setReadOnly(!possible);
      getContent().addComponentAtIndex(1, made);
      pane = made;
      if (latest != null) {
        begin(latest, made);
      }
    }
  }

  /**
   * Says whether saving is possible; what was written stays either way.
   *
   * @param whyNot empty when it is
   */
  public void allow(Optional<String> whyNot) {
    possible = whyNot.isEmpty();
    whyNotNote.setVisible(!possible);
    whyNotNote.removeAll();
    whyNot.ifPresent(why -> whyNotNote.add(new Icon("lock"), new Span(why)));
    if (pane != null) {
      pane.setReadOnly(!possible);
    }
    drawFooter();
  }

  /** Shows the latest state; what was written stays. */
  public void show(Message now, LiveResource live) {
    latest = now;
    reachable.setText(
        text(live.region().freshness() == Freshness.LOST ? "form.unreachable" : "form.reachable"));
    TextPane shown = pane;
    Edit known = edit;
    if (shown == null) {
      return;
    }
    if (known == null) {
      begin(now, shown);
    } else if (!known.latest().equals(now)) {
      if (known.isTouched() || shown.said().isEmpty()) {
        edit = known.hear(now);
      } else {
        write(Edit.untouched(type, now), shown);
      }
      drawFooter();
    }
  }

  private void begin(Message now, TextPane shown) {
    write(Edit.untouched(type, now), shown);
    drawFooter();
    draft.read(kept -> restore(kept, shown));
  }

  /** The text of an edit. */
  private void write(Edit next, TextPane shown) {
    edit = next;
    remember(shown.show(next.text()), next.base());
  }

  private void remember(int version, Message base) {
    bases.put(version, base);
    bases.keySet().removeIf(old -> old <= version - REMEMBERED);
  }

  /** A person wrote something into the text of a version. */
  private void written(int version) {
    Edit known = edit;
    TextPane shown = pane;
    if (known == null || shown == null) {
      return;
    }
    Message base = bases.getOrDefault(version, known.base());
    Edit from = new Edit(type, base, known.latest(), base);
    edit = shown.said().map(from::write).orElse(known.base().equals(base) ? known : from);
    keepDraft(shown);
    drawFooter();
  }

  /** The browser keeps the text itself. */
  private void keepDraft(TextPane shown) {
    Edit now = edit;
    if (now == null) {
      return;
    }
    if (!now.isTouched() && shown.said().isPresent()) {
      draft.forget();
      drafted = false;
    } else if (!drafted) {
      draft.keep("text", shown.content());
      draft.keep("base", Values.json(now.base()));
      draft.keep("language", shown.language().name());
      drafted = true;
    }
  }

  private void restore(Draft.Kept kept, TextPane shown) {
    Optional<String> written = kept.held("text");
    Optional<Message> base = kept.held("base").flatMap(this::parsed);
    Edit known = edit;
    if (written.isEmpty() || base.isEmpty() || known == null || known.isTouched()) {
      return;
    }
    shown.useLanguage(
        kept.held("language").filter("JSON"::equals).isPresent() ? Language.JSON : Language.YAML);
    int version = shown.put(written.get());
    remember(version, base.get());
    drafted = true;
    written(version);
  }

  private Optional<Message> parsed(String json) {
    Message.Builder base = type.defaultInstance().newBuilderForType();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(json, base);
      return Optional.of(base.build());
    } catch (InvalidProtocolBufferException unreadable) {
      return Optional.empty();
    }
  }

  /** What the text must not change. */
  private List<TextProblem> wrong(Message said, Map<String, NodeTuple> places) {
    Edit known = edit;
    if (known == null) {
      return List.of();
    }
    List<TextProblem> problems = new ArrayList<>();
    NodeTuple named = places.get("name");
    if (named != null && !type.nameOf(said).equals(name.text())) {
      problems.add(TextProblem.at(named.getValueNode(), text("editor.name", name.text())));
    }
    Locked.problems(known, said, places).forEach(problems::add);
    return problems;
  }

  private void drawFooter() {
    Edit now = edit;
    TextPane shown = pane;
    if (now == null || shown == null) {
      return;
    }
    List<String> paths = paths(now);
    boolean readable = shown.said().isPresent();
    changes.show(now);
    preview.show(name.text(), paths);
    save.setText(paths.isEmpty() ? text("save") : text("save.fields", paths.size()));
    save.setEnabled(possible && readable && !paths.isEmpty() && !now.hasClash());
    discard.setEnabled(now.isTouched() || !readable);
  }

  private static List<String> paths(Edit edit) {
    return edit.changes().stream().map(change -> change.path().text()).toList();
  }

  private void keepMine() {
    goOn(Edit::keepMine);
  }

  private void takeTheirs() {
    goOn(Edit::takeTheirs);
  }

  private void discard() {
    goOn(known -> Edit.untouched(type, known.latest()));
    problem.clear();
  }

  private void goOn(UnaryOperator<Edit> step) {
    Edit known = edit;
    TextPane shown = pane;
    if (known != null && shown != null) {
      write(step.apply(known), shown);
      drafted = false;
      draft.forget();
      keepDraft(shown);
      drawFooter();
    }
  }

  private void save() {
    Edit now = edit;
    if (now != null && save.isEnabled()) {
      save.setEnabled(false);
      problem.clear();
      saving.save(now.latest(), now.merged(), paths(now), outcome -> ended(outcome, now));
    }
  }

  private void ended(Outcome outcome, Edit sent) {
    TextPane shown = pane;
    switch (outcome) {
      case Outcome.Done done -> {
        if (shown != null) {
          write(Edit.untouched(type, done.resource().orElse(sent.merged())), shown);
        }
        draft.forget();
        drafted = false;
      }
      case Outcome.Refused refused -> {
        problem.show(refused);
        if (refused.refusal() instanceof Refusal.Invalid invalid && shown != null) {
          invalid
              .violations()
              .forEach(
                  one -> shown.showProblem(TypeNames.pathIn(type, one.field()), one.description()));
        }
      }
      case Outcome.Unknown unknown -> problem.show(unknown);
    }
    drawFooter();
  }
}
