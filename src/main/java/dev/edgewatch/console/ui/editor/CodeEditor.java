package dev.edgewatch.console.ui.editor;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.util.List;
import org.yaml.snakeyaml.nodes.NodeTuple;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a text is written: CodeMirror with line numbers, colours, completion and help from a
 * schema, and problems where they stand. The browser keeps the text until it is told to forget it.
 */
@Tag("ew-editor")
@JsModule("./editor.ts")
@NpmPackage(value = "@codemirror/autocomplete", version = "6.20.4")
@NpmPackage(value = "@codemirror/commands", version = "6.11.1")
@NpmPackage(value = "@codemirror/lang-json", version = "6.0.2")
@NpmPackage(value = "@codemirror/lang-yaml", version = "6.1.3")
@NpmPackage(value = "@codemirror/language", version = "6.13.1")
@NpmPackage(value = "@codemirror/lint", version = "6.9.8")
@NpmPackage(value = "@codemirror/search", version = "6.7.2")
@NpmPackage(value = "@codemirror/state", version = "6.7.6")
@NpmPackage(value = "@codemirror/view", version = "6.43.15")
@NpmPackage(value = "@lezer/highlight", version = "1.2.5")
final class CodeEditor extends Component {
  private String text = "";
  private int version;

  /** Hears what a person writes. */
  interface OnText {
    /**
     * Called soon after something was written.
     *
     * @param version of the text it was written into
     */
    void written(String text, int version);
  }

  /**
   * @param onSave told when somebody presses the keys for saving
   */
  CodeEditor(String label, String schema, OnText onText, Runnable onSave) {
    getElement().setAttribute("aria-label", label);
    getElement().setProperty("schema", schema);
    getElement()
        .addEventListener(
            "text-changed",
            event -> {
              var detail = event.getEventData().path("event.detail");
              text = detail.path("text").asString();
              onText.written(text, detail.path("version").asInt());
            })
        .addEventData("event.detail");
    getElement().addEventListener("save", event -> onSave.run());
  }

  /** Of the text that was put in last. */
  int version() {
    return version;
  }

  String text() {
    return text;
  }

  void setLanguage(Language language) {
    getElement().setProperty("language", language.key());
  }

  void setReadOnly(boolean readOnly) {
    getElement().setProperty("readonly", readOnly);
  }

  /**
   * Puts in another text, unless somebody has written on in the meantime.
   *
   * @return version of the new text
   */
  int replace(String next) {
    version++;
    getElement().executeJs("this.replace($0, $1, $2)", text, next, version);
    text = next;
    return version;
  }

  /**
   * Marks what is wrong, and the lines that only the server writes.
   *
   * @param locked keys with their values
   */
  void mark(List<TextProblem> problems, List<NodeTuple> locked) {
    List<int[]> lines =
        locked.stream()
            .map(
                tuple ->
                    new int[] {tuple.getKeyNode().getStartMark().getLine() + 1, lastLine(tuple)})
            .toList();
    getElement()
        .executeJs(
            "this.mark(JSON.parse($0), JSON.parse($1))",
            JsonMapper.shared().writeValueAsString(problems),
            JsonMapper.shared().writeValueAsString(lines));
  }

  /** The mark behind a block stands at the start of what follows it. */
  private static int lastLine(NodeTuple tuple) {
    var end = tuple.getValueNode().getEndMark();
    int first = tuple.getKeyNode().getStartMark().getLine() + 1;
    return Math.max(first, end.getColumn() == 0 ? end.getLine() : end.getLine() + 1);
  }

  /** Puts the cursor to a place, both from 1. */
  void go(int line, int column) {
    getElement().executeJs("this.go($0, $1)", line, column);
  }
}
