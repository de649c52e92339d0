package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person may change of a device. The form is a watch: what others save arrives in it. */
final class DeviceForm extends Composite<Div> {
  private final DeviceName name;
  private final Clock clock;
  private final DeviceActions actions;
  private final Div fields = Parts.div("ew-form");
  private final Div problem = Parts.div("ew-note warn");
  private final Div restored = Parts.div("ew-note info");
  private final Draft draft;
  private final RequestPreview preview = new RequestPreview();
  private final Span reachable = new Span();
  private final Button discard = Parts.button(text("discard"), "", "form-discard", this::discard);
  private final Button save = Parts.primary(text("save"), "", "form-save", this::save);
  private @Nullable MergedField<String> displayName;
  private @Nullable MergedField<String> description;
  private @Nullable MergedField<Map<String, String>> labels;
  private @Nullable Device shown;

  DeviceForm(DeviceName name, Clock clock, RegionMarks marks, DeviceActions actions) {
    this.name = name;
    this.clock = clock;
    this.actions = actions;
    draft = new Draft(name);
    problem.setVisible(false);
    restored.setVisible(false);
    Parts.testId(restored, "form-restored");
    Parts.testId(this, "form");
    Div footer =
        Parts.div(
            "ew-pane-footer", Parts.span("row gap6 s12 t2", marks.mark(name.region()), reachable));
    footer.add(Parts.span("end row", discard, save));
    getContent().addClassName("ew-form-page");
    getContent()
        .add(Parts.div("ew-form-scroll", problem, restored, fields, preview), footer, draft);
  }

  /** Shows the latest state; what was typed stays. */
  void show(Device latest, LiveResource live) {
    shown = latest;
    reachable.setText(
        text(live.region().freshness() == Freshness.LOST ? "form.unreachable" : "form.reachable"));
    if (displayName == null || description == null || labels == null) {
      build(latest);
    } else {
      displayName.hear(latest.getDisplayName(), clock.instant());
      description.hear(latest.getDescription(), clock.instant());
      labels.hear(latest.getMetadata().getLabelsMap(), clock.instant());
    }
    drawFooter();
  }

  private void build(Device device) {
    TextField nameInput = new TextField();
    nameInput.setValueChangeMode(ValueChangeMode.LAZY);
    nameInput.setAriaLabel(text("device.name.field"));
    TextArea descriptionInput = new TextArea();
    descriptionInput.setValueChangeMode(ValueChangeMode.LAZY);
    descriptionInput.setAriaLabel(text("device.description"));
    var nameField =
        new MergedField<>(
            "display_name",
            text("device.name.field"),
            device.getDisplayName(),
            nameInput,
            nameInput::setValue,
            value -> value,
            this::drawFooter);
    nameInput.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            nameField.edit(changed.getValue());
          }
        });
    var descriptionField =
        new MergedField<>(
            "description",
            text("device.description"),
            device.getDescription(),
            descriptionInput,
            descriptionInput::setValue,
            value -> value,
            this::drawFooter);
    descriptionInput.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            descriptionField.edit(changed.getValue());
          }
        });
    LabelEditor editor = new LabelEditor();
    var labelsField =
        new MergedField<>(
            "metadata.labels",
            text("device.labels"),
            device.getMetadata().getLabelsMap(),
            editor.rows,
            editor.rows::setValue,
            DeviceForm::words,
            this::drawFooter);
    editor.onChange = () -> labelsField.edit(editor.rows.value());
    displayName = nameField;
    description = descriptionField;
    labels = labelsField;
    Parts.testId(nameInput, "input-display_name");
    Parts.testId(descriptionInput, "input-description");
    fields.add(nameField, descriptionField, labelsField);
    draft.read(
        kept -> {
          kept.text("display_name").ifPresent(nameField::restore);
          kept.text("description").ifPresent(descriptionField::restore);
          kept.pairs("metadata.labels").ifPresent(labelsField::restore);
          sayRestored(kept.at());
        });
  }

  private void sayRestored(Instant at) {
    if (touched().isEmpty()) {
      draft.forget();
      return;
    }
    Span when = new Span(Age.since(at, Age.Form.TIME));
    restored.removeAll();
    restored.add(new Icon("history"), new Span(text("form.restored") + " "), when);
    restored.setVisible(true);
  }

  private Stream<MergedField<?>> all() {
    return Stream.of(displayName, description, labels).filter(Objects::nonNull);
  }

  private List<String> touched() {
    return all()
        .filter(field -> field.state() == Merge.State.MINE || field.state() == Merge.State.CLASH)
        .map(MergedField::path)
        .toList();
  }

  private void drawFooter() {
    List<String> paths = touched();
    boolean clash = all().anyMatch(field -> field.state() == Merge.State.CLASH);
    save.setText(paths.isEmpty() ? text("save") : text("save.fields", paths.size()));
    save.setEnabled(!paths.isEmpty() && !clash);
    discard.setEnabled(!paths.isEmpty());
    preview.show(name.text(), paths);
  }

  private void discard() {
    all().forEach(MergedField::discard);
    draft.forget();
    restored.setVisible(false);
    problem.setVisible(false);
    drawFooter();
  }

  private void save() {
    Device base = shown;
    if (base == null || displayName == null || description == null || labels == null) {
      return;
    }
    Device.Builder edited =
        base.toBuilder().setDisplayName(displayName.value()).setDescription(description.value());
    edited.getMetadataBuilder().clearLabels().putAllLabels(labels.value());
    List<String> paths = touched();
    save.setEnabled(false);
    actions.save(base, edited.build(), paths, this::ended);
  }

  private void ended(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done done -> {
        all().filter(field -> field.state() == Merge.State.MINE).forEach(MergedField::saved);
        draft.forget();
        restored.setVisible(false);
        problem.setVisible(false);
      }
      case Outcome.Refused refused -> say(refused.refusal().message(), refused.requestId());
      case Outcome.Unknown unknown ->
          say(text("toast.unknown") + ". " + unknown.message(), unknown.requestId());
    }
    drawFooter();
  }

  private void say(String words, String requestId) {
    problem.removeAll();
    problem.add(
        new Icon("circle-alert"), new Span(words), Parts.span("mono s12 t3 end", requestId));
    problem.setVisible(true);
    Parts.testId(problem, "form-problem");
  }

  private static String words(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Label rows whose listener is known only once their field is. */
  private static final class LabelEditor {
    private Runnable onChange = () -> {};
    private final LabelRows rows = new LabelRows(() -> onChange.run());
  }
}
