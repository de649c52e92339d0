package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.Values;
import dev.edgewatch.resource.FieldPath;
import java.util.List;
import java.util.stream.Collectors;

/** What saving would change, and what others changed since the text was written. */
final class Changes extends Composite<Div> {
  private final Runnable keepMine;
  private final Runnable takeTheirs;

  /**
   * @param keepMine called when a person wants to go on with what the text says
   * @param takeTheirs called when a person wants what others wrote
   */
  Changes(Runnable keepMine, Runnable takeTheirs) {
    this.keepMine = keepMine;
    this.takeTheirs = takeTheirs;
    getContent().addClassName("ew-changes");
    Parts.testId(this, "changes");
    setVisible(false);
  }

  void show(Edit edit) {
    List<Change> changes = edit.changes();
    int meanwhile = edit.isTouched() ? edit.meanwhile() : 0;
    setVisible(!changes.isEmpty() || meanwhile > 0);
    getContent().removeAll();
    List<String> both =
        changes.stream().filter(Change::clash).map(change -> change.path().text()).toList();
    if (!both.isEmpty()) {
      getContent().add(clash(both));
    } else if (meanwhile > 0) {
      getContent().add(meanwhile(meanwhile));
    }
    getContent().add(new H3(text("editor.changes", changes.size())));
    changes.forEach(change -> getContent().add(row(change, edit)));
  }

  private Div clash(List<String> paths) {
    Div note =
        Parts.div(
            "ew-note warn",
            new Icon("triangle-alert"),
            new Span(text("editor.clash", paths.stream().collect(Collectors.joining(", ")))),
            Parts.span(
                "end row gap6",
                Parts.small(
                    Parts.button(text("editor.keepmine"), "", "editor-keep-mine", keepMine)),
                Parts.small(
                    Parts.button(
                        text("editor.taketheirs"), "", "editor-take-theirs", takeTheirs))));
    note.getElement().setAttribute("role", "alert");
    return Parts.testId(note, "editor-clash");
  }

  private Div meanwhile(int count) {
    return Parts.testId(
        Parts.div(
            "ew-note info",
            new Icon("git-compare"),
            new Span(text("editor.meanwhile", count)),
            Parts.span(
                "end",
                Parts.small(
                    Parts.button(text("editor.bringin"), "", "editor-bring-in", keepMine)))),
        "editor-meanwhile");
  }

  private static Div row(Change change, Edit edit) {
    Div row =
        Parts.div(
            "ew-change",
            Parts.span("mono s12 med path", change.path().text()),
            value("del", text("editor.before"), change.path(), edit.base()),
            value("add", text("editor.after"), change.path(), edit.text()));
    if (change.clash()) {
      row.add(value("other", text("editor.theirs"), change.path(), edit.latest()));
    }
    row.getElement().setAttribute("data-path", change.path().text());
    return row;
  }

  private static Div value(String kind, String label, FieldPath path, Message resource) {
    String words = Values.at(path, resource);
    Span value =
        words.isEmpty() ? Parts.span("t3", text("editor.nothing")) : Parts.span("mono", words);
    return Parts.div("s12 " + kind, Parts.span("t3 label", label), value);
  }
}
