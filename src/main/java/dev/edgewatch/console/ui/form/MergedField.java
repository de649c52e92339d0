package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A field of a form that is a watch: says whose value it shows, and lets a person choose when two
 * are at it.
 */
final class MergedField<V> extends Composite<Div> {
  private final String path;
  private final String label;
  private final Consumer<V> input;
  private final Function<V, String> words;
  private final Runnable onChange;
  private final Span tag = Parts.span("tag", "");
  private final Div help = Parts.div("help");
  private final Div clash = Parts.div("clash");
  private final Div problem = Parts.div("ew-field-problem");
  private final Merge<V> merge;
  private Object drawn = "";

  /**
   * @param control where it is edited; it calls {@link #edit}
   * @param input puts a value into the control
   * @param words a value as text
   * @param onChange called when what would be saved is something else now
   */
  MergedField(
      String path,
      String label,
      V value,
      Component control,
      Consumer<V> input,
      Function<V, String> words,
      Runnable onChange) {
    this.path = path;
    this.label = label;
    this.input = input;
    this.words = words;
    this.onChange = onChange;
    this.merge = new Merge<>(value);
    getContent().addClassName("fld");
    Parts.testId(this, "field-" + path);
    Parts.testId(clash, "clash-" + path);
    getContent().add(Parts.div("fld-label", new Span(label), tag), control, clash, help, problem);
    problem.setVisible(false);
    problem.getElement().setAttribute("role", "alert");
    Parts.testId(problem, "problem-" + path);
    input.accept(value);
    draw();
  }

  String path() {
    return path;
  }

  V value() {
    return merge.mine();
  }

  V theirs() {
    return merge.theirs();
  }

  /** Says what is wrong with it; empty for nothing. */
  void problem(String words) {
    problem.setText(words);
    problem.setVisible(!words.isEmpty());
  }

  Merge.State state() {
    return merge.state();
  }

  void hear(V latest, Instant now) {
    V before = merge.mine();
    merge.hear(latest, now);
    if (!merge.mine().equals(before)) {
      input.accept(merge.mine());
    }
    draw();
  }

  void edit(V value) {
    merge.edit(value);
    draw();
    onChange.run();
  }

  /** What was typed before, and not saved. */
  void restore(V typed) {
    choose(typed);
  }

  void discard() {
    merge.takeTheirs();
    input.accept(merge.mine());
    draw();
  }

  void saved() {
    merge.saved();
    draw();
  }

  private void draw() {
    Merge.State state = merge.state();
    Object now = List.of(state, merge.theirs(), state == Merge.State.CLASH ? merge.mine() : "");
    if (now.equals(drawn)) {
      return;
    }
    drawn = now;
    getContent().setClassName("fld " + state.name().toLowerCase(Locale.ROOT));
    tag.removeAll();
    help.removeAll();
    clash.removeAll();
    switch (state) {
      case AS_SAVED -> {}
      case FOLLOWED -> merge.followed().ifPresent(this::drawFollowed);
      case MINE -> tag.add(new Icon("pencil"), new Span(text("field.mine")));
      case CLASH -> drawClash();
    }
  }

  private void drawFollowed(Merge.Followed<V> followed) {
    tag.add(
        new Icon("git-compare"),
        new Span(text("field.followed") + " "),
        Age.since(followed.at(), Age.Form.AGO));
    NativeButton undo = new NativeButton(text("field.undo"), click -> choose(followed.was()));
    undo.addClassName("ew-link");
    Span was = Parts.span("med", shown(followed.was()));
    help.add(new Span(text("field.was") + " "), was, new Span(text("field.untouched") + " "), undo);
  }

  private void drawClash() {
    Icon warning = new Icon("triangle-alert");
    clash.add(
        Parts.div(
            "row s13 gap6",
            warning,
            Parts.span("semi", label),
            Parts.span("t2", text("field.clash"))));
    clash.add(
        Parts.div(
            "picks",
            pick(merge.mine(), text("field.yours"), "mine", this::keepMine),
            pick(merge.theirs(), text("field.theirs"), "theirs", this::takeTheirs)));
  }

  private NativeButton pick(V value, String owner, String key, Runnable chosen) {
    NativeButton pick = new NativeButton("", click -> chosen.run());
    pick.addClassName("pick");
    pick.add(
        Parts.span("ew-radio", ""),
        Parts.span("ellip", shown(value)),
        Parts.span("end s12 t3", owner));
    return Parts.testId(pick, "clash-" + path + "-" + key);
  }

  private String shown(V value) {
    String shown = words.apply(value);
    return shown.isEmpty() ? text("field.empty") : shown;
  }

  private void keepMine() {
    merge.keepMine();
    draw();
    onChange.run();
  }

  private void takeTheirs() {
    discard();
    onChange.run();
  }

  private void choose(V value) {
    merge.edit(value);
    input.accept(value);
    draw();
    onChange.run();
  }
}
