package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.console.ui.part.Values;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.FieldPermission;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a resource for editing, made from its descriptor: plain fields, lists, maps and
 * oneofs as one field each, messages in it as groups that are made when they are opened. Fields
 * that no person writes are locked.
 */
final class FormFields extends Composite<Div> {
  private static final Set<String> EDITED_METADATA = Set.of("labels", "annotations", "tags");
  private static final int DEEPEST = 6;

  private final Controls kinds;
  private final ResourceType type;
  private final Mask lockedFields;
  private final Mode mode;
  private final Clock clock;
  private final Consumer<FormField> onEdit;
  private final Runnable onChange;
  private final List<FormField> fields = new ArrayList<>();
  private final List<FormGroup> groups = new ArrayList<>();
  private final List<Locked> locked = new ArrayList<>();
  private @Nullable Message latest;

  /** Whether there is a resource already. */
  enum Mode {
    CREATE,
    EDIT
  }

  /** A field that only the server writes. */
  private record Locked(FieldPath path, Div frame, Span value) {
    void show(Message resource) {
      value.setText(Values.at(path, resource));
      frame.setVisible(!value.getText().isEmpty());
    }
  }

  FormFields(
      Controls kinds, Mode mode, Clock clock, Consumer<FormField> onEdit, Runnable onChange) {
    this.kinds = kinds;
    this.type = kinds.type();
    this.lockedFields = LockedFields.of(type);
    this.mode = mode;
    this.clock = clock;
    this.onEdit = onEdit;
    this.onChange = onChange;
    getContent().addClassName("ew-form");
  }

  boolean isBuilt() {
    return latest != null;
  }

  /** Shows the latest state; what was touched stays. */
  void hear(Message now) {
    boolean first = latest == null;
    latest = now;
    if (first) {
      build(getContent(), type.descriptor(), "", 1);
    } else {
      Instant when = clock.instant();
      fields.forEach(field -> field.hear(now, when));
    }
    locked.forEach(one -> one.show(now));
  }

  private void build(Div into, Descriptor message, String prefix, int depth) {
    List<FormGroup> below = new ArrayList<>();
    for (Spot spot : Spot.of(type.descriptor(), message, prefix)) {
      switch (spot) {
        case Spot.Oneof oneof -> addField(into, oneof);
        case Spot.Field field -> {
          if (isLeftOut(field.path(), prefix)) {
            continue;
          }
          if (isGroup(field.path(), depth)) {
            below.add(group(field.path(), depth));
          } else if (isLocked(field.path())) {
            addLocked(into, field.path());
          } else {
            addField(into, field);
          }
        }
      }
    }
    // What a resource is comes before what it is labelled with.
    below.stream().filter(group -> !group.path().equals("metadata")).forEach(into::add);
    below.stream().filter(group -> group.path().equals("metadata")).forEach(into::add);
  }

  /**
   * The name is part of the address; of the metadata people write only some; what is stored only is
   * never there.
   */
  private boolean isLeftOut(FieldPath path, String prefix) {
    String name = path.declaredField().getName();
    boolean ofServer = isLocked(path) && mode == Mode.CREATE;
    return ofServer
        || type.storedOnly().paths().contains(path)
        || (prefix.isEmpty() && name.equals("name"))
        || (prefix.equals("metadata.") && !EDITED_METADATA.contains(name));
  }

  private boolean isLocked(FieldPath path) {
    return lockedFields.covers(Mask.ofPaths(type.descriptor(), List.of(path)));
  }

  private static boolean isGroup(FieldPath path, int depth) {
    FieldDescriptor field = path.declaredField();
    return depth < DEEPEST && !field.isRepeated() && Values.hasFields(field);
  }

  private FormGroup group(FieldPath path, int depth) {
    String prefix = path.text() + ".";
    Descriptor message = path.declaredField().getMessageType();
    FormGroup group =
        new FormGroup(
            path.text(),
            TypeNames.field(path.declaredField()),
            into -> build(into, message, prefix, depth + 1));
    groups.add(group);
    boolean startsOpen =
        depth == 1 && (mode == Mode.CREATE ? path.text().equals("spec") : isSet(path));
    if (startsOpen) {
      group.open();
    }
    return group;
  }

  private boolean isSet(FieldPath path) {
    return latest != null && path.isSet(latest);
  }

  private void addField(Div into, Spot spot) {
    Message now = Objects.requireNonNull(latest);
    List<FormField> made = new ArrayList<>();
    FormField field = new FormField(spot, kinds, now, () -> made.forEach(onEdit), onChange);
    made.add(field);
    fields.add(field);
    into.add(field.component());
    if (spot instanceof Spot.Field(var path)) {
      permissionFor(path)
          .forEach(
              permission ->
                  into.add(
                      Parts.div("help t3 s12", new Span(text("form.permission", permission)))));
    }
  }

  private Stream<String> permissionFor(FieldPath path) {
    return type.fieldPermissions().stream()
        .filter(FieldPermission.Set.class::isInstance)
        .filter(permission -> permission.path().equals(path))
        .map(FieldPermission::text);
  }

  private void addLocked(Div into, FieldPath path) {
    Span value = Parts.span("mono s12", "");
    Span by = Parts.span("t3 s12", text("form.locked"));
    Div box = Parts.div("ew-locked", value, new Icon("lock"));
    Span label = new Span(TypeNames.field(path.declaredField()));
    Div frame = Parts.div("fld", Parts.div("fld-label gap6", label, by), box);
    Parts.testId(frame, "locked-" + path.text());
    Locked one = new Locked(path, frame, value);
    locked.add(one);
    if (latest != null) {
      one.show(latest);
    }
    into.add(frame);
  }

  /** Puts in what was written elsewhere. */
  void fill(Message resource) {
    List.copyOf(groups).stream()
        .filter(group -> FieldPath.parse(type.descriptor(), group.path()).isSet(resource))
        .forEach(FormGroup::open);
    List.copyOf(fields).forEach(field -> field.restore(field.spot().read(resource)));
  }

  // ---- what would be saved ----

  /** Paths that were touched, in order. */
  List<String> touched() {
    var paths = new TreeSet<String>();
    fields.stream().filter(FormField::isTouched).forEach(field -> paths.addAll(field.paths()));
    return List.copyOf(paths);
  }

  boolean hasClash() {
    return fields.stream().anyMatch(FormField::isClash);
  }

  boolean isUnreadable() {
    return fields.stream().anyMatch(FormField::isUnreadable);
  }

  /** The resource with what was touched. */
  Message edited(Message base) {
    Message.Builder edited = base.toBuilder();
    fields.stream().filter(FormField::isTouched).forEach(field -> field.write(edited));
    return edited.build();
  }

  void discard() {
    fields.forEach(FormField::discard);
    clearProblems();
  }

  void saved() {
    fields.forEach(FormField::saved);
    clearProblems();
  }

  void clearProblems() {
    fields.forEach(field -> field.problem(""));
  }

  /** Shows at its field what the server says of it. */
  void showProblem(String of, String words) {
    String path = TypeNames.pathIn(type, of);
    openGroupsOf(path);
    fields.stream()
        .filter(field -> isWithin(path, field.spot().key()))
        .forEach(field -> field.problem(words));
  }

  private static boolean isWithin(String path, String key) {
    return path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[");
  }

  private void openGroupsOf(String path) {
    for (int i = 0; i < groups.size(); i++) {
      if (isWithin(path, groups.get(i).path())) {
        groups.get(i).open();
      }
    }
  }

  /** Puts in what was typed before and not saved. */
  void restore(Draft.Kept kept) {
    kept.paths().forEach(this::openGroupsOf);
    for (FormField field : List.copyOf(fields)) {
      String key = field.spot().key();
      kept.text(key).ifPresent(field::restore);
      kept.pairs(key)
          .ifPresent(
              pairs ->
                  field.restore(
                      pairs.entrySet().stream()
                          .<Object>map(pair -> new Control.Pair(pair.getKey(), pair.getValue()))
                          .toList()));
      kept.resource(key, type.defaultInstance())
          .ifPresent(holder -> field.restore(field.spot().read(holder)));
    }
  }
}
