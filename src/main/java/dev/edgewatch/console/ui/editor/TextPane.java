package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.NodeTuple;
import tools.jackson.databind.json.JsonMapper;

/** A resource as text in one of the languages, with what is wrong with it and what there is. */
final class TextPane extends Composite<Div> {
  private final TextReader reader;
  private final List<Schema.Field> schema;
  private final Check check;
  private final OnChange onChange;
  private final CodeEditor editor;
  private final Tabs languages = new Tabs();
  private final Map<Language, Tab> tabs = new EnumMap<>(Language.class);
  private final Span count = Parts.span("row gap4 s12 end", "");
  private final Div problems = Parts.div("ew-text-problems");
  private final SchemaList fields;
  private Language language = Language.YAML;
  private Reading reading;
  private List<TextProblem> found = List.of();

  /** Finds what is wrong with a resource that can be read. */
  interface Check {
    List<TextProblem> problems(Message said, Map<String, NodeTuple> places);
  }

  /** Hears that the text says something else. */
  interface OnChange {
    /**
     * Called when a person wrote something.
     *
     * @param version of the text it was written into, as {@link #show} returned it
     */
    void written(int version);
  }

  TextPane(ResourceType type, Check check, OnChange onChange, Runnable onSave) {
    this.reader = new TextReader(type.defaultInstance());
    this.schema = new Schema(type).fields();
    this.check = check;
    this.onChange = onChange;
    this.reading = reader.read("");
    this.editor =
        new CodeEditor(
            text("editor.label", TypeNames.capital(TypeNames.one(type))),
            JsonMapper.shared().writeValueAsString(schema),
            this::written,
            onSave);
    this.fields = new SchemaList(schema);
    editor.setLanguage(language);
    Parts.testId(editor, "editor");
    Parts.testId(problems, "editor-problems");
    Parts.testId(count, "editor-count");
    problems.getElement().setAttribute("role", "status");
    getContent().addClassName("ew-text-pane");
    getContent().add(toolbar(), fields, editor, problems);
    draw();
  }

  private Div toolbar() {
    for (Language one : Language.values()) {
      Tab tab = Parts.testId(new Tab(text("editor." + one.key())), "editor-" + one.key());
      tabs.put(one, tab);
      languages.add(tab);
    }
    languages.addClassName("ew-pill-tabs");
    languages.getElement().setAttribute("aria-label", text("editor.language"));
    languages.addSelectedChangeListener(
        selected ->
            tabs.forEach(
                (one, tab) -> {
                  if (selected.isFromClient() && tab.equals(selected.getSelectedTab())) {
                    translate(one);
                  }
                }));
    fields.setVisible(false);
    var help =
        Parts.small(
            Parts.button(
                text("editor.fields"),
                "book-open",
                "editor-fields",
                () -> fields.setVisible(!fields.isVisible())));
    return Parts.div("row ew-text-tools", languages, help, count);
  }

  String content() {
    return editor.text();
  }

  Language language() {
    return language;
  }

  void useLanguage(Language other) {
    language = other;
    editor.setLanguage(other);
    languages.setSelectedTab(tabs.get(other));
  }

  void setReadOnly(boolean readOnly) {
    editor.setReadOnly(readOnly);
  }

  /**
   * Writes a resource.
   *
   * @return version of the text
   */
  int show(Message resource) {
    String printed = language.print(resource);
    return printed.equals(editor.text()) ? accept(printed) : put(printed);
  }

  /** Puts a text in. */
  int put(String written) {
    int version = editor.replace(written);
    read(written);
    return version;
  }

  private int accept(String printed) {
    read(printed);
    return editor.version();
  }

  private void written(String text, int version) {
    read(text);
    onChange.written(version);
    draw();
  }

  /** Says the same in another language; not while the text cannot be read. */
  private void translate(Language other) {
    Optional<Message> said = reading.resource();
    if (said.isEmpty()) {
      languages.setSelectedTab(tabs.get(language));
      found.stream().findFirst().ifPresent(one -> editor.go(one.line(), one.column()));
      return;
    }
    useLanguage(other);
    show(said.get());
  }

  private void read(String text) {
    reading = reader.read(text);
    draw();
  }

  /** What the text says; empty when something in it is wrong. */
  Optional<Message> said() {
    return found.isEmpty() ? reading.resource() : Optional.empty();
  }

  /** Shows at its line what the server says of a field. */
  void showProblem(String path, String words) {
    NodeTuple place = reading.places().get(path);
    if (place != null) {
      List<TextProblem> more = new ArrayList<>(found);
      more.add(TextProblem.at(place.getKeyNode(), words));
      draw(more);
    }
  }

  private void draw() {
    found =
        reading
            .resource()
            .map(said -> check.problems(said, reading.places()))
            .orElse(reading.problems());
    draw(found);
  }

  private void draw(List<TextProblem> all) {
    List<NodeTuple> locked =
        schema.stream()
            .filter(Schema.Field::locked)
            .flatMap(field -> Stream.ofNullable(reading.places().get(field.path())))
            .toList();
    editor.mark(all, locked);
    count.removeAll();
    count.add(
        new Icon(all.isEmpty() ? "check" : "circle-alert"),
        new Span(text("editor.problems", all.size())));
    count.setClassName("bad", !all.isEmpty());
    problems.removeAll();
    all.forEach(one -> problems.add(line(one)));
  }

  private NativeButton line(TextProblem problem) {
    NativeButton line = new NativeButton("", click -> editor.go(problem.line(), problem.column()));
    line.add(
        Parts.span("mono s12 t3 where", text("editor.at", problem.line(), problem.column())),
        Parts.span("", problem.words()));
    return line;
  }
}
