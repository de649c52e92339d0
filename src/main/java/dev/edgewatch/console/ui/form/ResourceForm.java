package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a person may change of a resource. The form is a watch: what others save arrives in it.
 * Saving sends exactly the touched paths.
 */
public final class ResourceForm extends Composite<Div> {
  private final ResourceName name;
  private final Saving saving;
  private final Div whyNotNote = Parts.div("ew-note info");
  private boolean possible = true;
  private final FormFields fields;
  private final FormProblem problem = new FormProblem();
  private final Div restored = Parts.div("ew-note info");
  private final Draft draft;
  private final RequestPreview preview;
  private final Span reachable = new Span();
  private final Button discard = Parts.button(text("discard"), "", "form-discard", this::discard);
  private final Button save = Parts.primary(text("save"), "", "form-save", this::save);
  private @Nullable Message shown;

  /** Sends an edited resource. */
  public interface Saving {
    /**
     * Sends the paths of {@code edited} on the condition that they are as in {@code base}.
     *
     * @param onEnd called with the UI's lock
     */
    void save(Message base, Message edited, List<String> paths, Consumer<Outcome> onEnd);
  }

  /** What a form needs to know and may use. */
  public record Around(ConsoleSession session, DrainTimer timer, Clock clock, RegionMarks marks) {}

  public ResourceForm(ResourceName name, Around around, Saving saving) {
    this.name = name;
    this.saving = saving;
    this.draft = new Draft(name.type(), name.text());
    this.preview = new RequestPreview(name.type());
    this.fields =
        new FormFields(
            new Controls(
                around.session(), name.type(), name.text(), around.timer(), Objection.NONE),
            FormFields.Mode.EDIT,
            around.clock(),
            this::keep,
            this::drawFooter);
    restored.setVisible(false);
    Parts.testId(restored, "form-restored");
    Parts.testId(this, "form");
    Span where = Parts.span("row gap6 s12 t2", "");
    name.region().ifPresent(region -> where.add(around.marks().mark(region)));
    where.add(reachable);
    Div footer = Parts.div("ew-pane-footer", where, Parts.span("end row", discard, save));
    Div scroll = Parts.div("ew-form-scroll", problem, restored);
    Parts.testId(whyNotNote, "form-why-not");
    whyNotNote.setVisible(false);
    scroll.add(whyNotNote, fields, preview);
    getContent().addClassName("ew-form-page");
    getContent().add(scroll, footer, draft);
  }

  /**
   * Says whether saving is possible; what was typed stays either way.
   *
   * @param whyNot empty when it is
   */
  public void allow(Optional<String> whyNot) {
    possible = whyNot.isEmpty();
    whyNotNote.setVisible(!possible);
    whyNotNote.removeAll();
    whyNot.ifPresent(why -> whyNotNote.add(new Icon("lock"), new Span(why)));
    drawFooter();
  }

  /** Shows the latest state; what was typed stays. */
  public void show(Message latest, LiveResource live) {
    boolean first = !fields.isBuilt();
    if (!latest.equals(shown)) {
      shown = latest;
      fields.hear(latest);
    }
    reachable.setText(
        text(live.region().freshness() == Freshness.LOST ? "form.unreachable" : "form.reachable"));
    if (first) {
      draft.read(
          kept -> {
            fields.restore(kept);
            sayRestored(kept.at());
          });
    }
    drawFooter();
  }

  private void keep(FormField field) {
    if (!field.isKeptByTheBrowser() && !field.isUnreadable()) {
      draft.keep(field.spot().key(), field.json(name.type().defaultInstance()));
    }
    drawFooter();
  }

  private void sayRestored(Instant at) {
    if (fields.touched().isEmpty()) {
      draft.forget();
      return;
    }
    Span when = new Span(Age.since(at, Age.Form.TIME));
    restored.removeAll();
    restored.add(new Icon("history"), new Span(text("form.restored") + " "), when);
    restored.setVisible(true);
    drawFooter();
  }

  private void drawFooter() {
    List<String> paths = fields.touched();
    save.setText(paths.isEmpty() ? text("save") : text("save.fields", paths.size()));
    save.setEnabled(possible && !paths.isEmpty() && !fields.hasClash() && !fields.isUnreadable());
    discard.setEnabled(!paths.isEmpty() || fields.isUnreadable());
    preview.show(name.text(), paths);
  }

  private void discard() {
    fields.discard();
    draft.forget();
    restored.setVisible(false);
    problem.clear();
    drawFooter();
  }

  private void save() {
    Message base = shown;
    if (base == null) {
      return;
    }
    save.setEnabled(false);
    fields.clearProblems();
    saving.save(base, fields.edited(base), fields.touched(), this::ended);
  }

  private void ended(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done done -> {
        fields.saved();
        draft.forget();
        restored.setVisible(false);
        problem.clear();
      }
      case Outcome.Refused refused -> {
        problem.show(refused);
        showAtFields(fields, refused.refusal());
      }
      case Outcome.Unknown unknown -> problem.show(unknown);
    }
    drawFooter();
  }

  /** What the server says of single fields stands at these too. */
  static void showAtFields(FormFields fields, Refusal refusal) {
    if (refusal instanceof Refusal.Invalid invalid) {
      invalid
          .violations()
          .forEach(violation -> fields.showProblem(violation.field(), violation.description()));
    }
  }
}
