package dev.edgewatch.console.ui.form;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import dev.edgewatch.console.ui.form.Control.Chosen;
import dev.edgewatch.console.ui.form.Control.Pair;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.console.ui.part.Values;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** One spot of a resource in a form: its control, and whose value it shows. */
final class FormField {
  private final Spot spot;
  private final Control control;
  private final MergedField<List<Object>> merged;
  private final Runnable onEdit;

  /**
   * @param latest the resource as it is
   * @param onEdit called when a person edited it
   * @param onChange called when what would be saved is something else now
   */
  FormField(Spot spot, Controls kinds, Message latest, Runnable onEdit, Runnable onChange) {
    this.spot = spot;
    this.onEdit = onEdit;
    this.control = kinds.of(spot, "", this::edited);
    this.merged =
        new MergedField<>(
            spot.key(),
            spot.label(),
            spot.read(latest),
            control.component(),
            control::show,
            values -> words(spot, values),
            onChange);
    Parts.testId(control.component(), "input-" + spot.key());
    if (isKeptByTheBrowser()) {
      merged.getElement().setAttribute("data-path", spot.key());
    }
  }

  Component component() {
    return merged;
  }

  Spot spot() {
    return spot;
  }

  private void edited() {
    control.values().ifPresent(merged::edit);
    onEdit.run();
  }

  void hear(Message latest, Instant now) {
    merged.hear(spot.read(latest), now);
  }

  boolean isTouched() {
    return merged.state() == Merge.State.MINE || merged.state() == Merge.State.CLASH;
  }

  boolean isClash() {
    return merged.state() == Merge.State.CLASH;
  }

  /** What was typed is no value of the field. */
  boolean isUnreadable() {
    return control.values().isEmpty();
  }

  SortedSet<String> paths() {
    return spot.paths(merged.theirs(), merged.value());
  }

  void write(Message.Builder message) {
    spot.write(message, merged.value());
  }

  void discard() {
    merged.discard();
    control.show(merged.value());
  }

  void saved() {
    if (merged.state() == Merge.State.MINE) {
      merged.saved();
    }
  }

  void problem(String words) {
    merged.problem(words);
  }

  /** Puts in what was edited before and not saved. */
  void restore(List<Object> values) {
    merged.restore(values);
  }

  /** Puts in what was typed before and not saved, readable or not. */
  void restore(String typed) {
    if (control instanceof TextControl text) {
      text.type(typed);
      control.values().ifPresent(merged::edit);
    }
  }

  /**
   * Whether the browser itself keeps what is typed, also while the console cannot be reached: texts
   * and pairs of texts. What is edited in other ways is kept when the console hears of it.
   */
  boolean isKeptByTheBrowser() {
    return control instanceof TextControl || isPairsOfTexts(spot);
  }

  private static boolean isPairsOfTexts(Spot spot) {
    return spot instanceof Spot.Field(var path)
        && path.isMap()
        && path.declaredField().getMessageType().getFields().stream()
            .allMatch(field -> field.getType() == FieldDescriptor.Type.STRING);
  }

  /** The value alone in an otherwise empty resource, as JSON. */
  String json(Message empty) {
    Message.Builder holder = empty.newBuilderForType();
    spot.write(holder, merged.value());
    return Values.json(holder.build());
  }

  private static String words(Spot spot, List<Object> values) {
    return values.stream()
        .map(
            value ->
                switch (value) {
                  case Pair(var key, var held) ->
                      key + "=" + (held instanceof Message message ? Values.json(message) : held);
                  case Chosen(var field, var held) ->
                      TypeNames.field(field) + " " + Values.one(field, held);
                  default ->
                      spot instanceof Spot.Field(var path)
                          ? Values.one(path.field(), value)
                          : String.valueOf(value);
                })
        .collect(Collectors.joining(", "));
  }
}
