package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;
import java.util.Locale;

/** All fields that may stand in a text, with what they hold; found by a part of their path. */
final class SchemaList extends Composite<Div> {
  private static final int SHOWN = 200;

  private final List<Schema.Field> schema;
  private final TextField search = new TextField();
  private final Div rows = Parts.div("ew-schema-rows");

  SchemaList(List<Schema.Field> schema) {
    this.schema = schema;
    search.setPlaceholder(text("editor.schema.search"));
    search.setAriaLabel(text("editor.schema.search"));
    search.setPrefixComponent(new Icon("search"));
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.EAGER);
    search.addValueChangeListener(changed -> draw());
    search.addClassName("ew-small");
    Parts.testId(search, "schema-search");
    Parts.testId(this, "schema");
    Parts.scrolled(rows, text("editor.fields"));
    getContent().addClassName("ew-schema");
    getContent().add(search, rows);
    draw();
  }

  private void draw() {
    rows.removeAll();
    String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
    List<Schema.Field> matching =
        schema.stream()
            .filter(field -> field.path().contains(wanted.replace(' ', '_')))
            .limit(SHOWN)
            .toList();
    matching.forEach(field -> rows.add(row(field)));
    if (matching.isEmpty()) {
      rows.add(Parts.span("t3 s13", text("editor.schema.none")));
    }
  }

  private static Div row(Schema.Field field) {
    int dot = field.path().lastIndexOf('.') + 1;
    Div name =
        Parts.div(
            "mono s12 path",
            Parts.span("t3", field.path().substring(0, dot)),
            Parts.span("med", field.path().substring(dot)));
    if (field.locked()) {
      name.add(new Icon("lock"));
    }
    Div row = Parts.div("ew-schema-row", name, Parts.span("s12", field.kind()));
    String values = field.values().contains("true") ? "" : String.join(", ", field.values());
    String help = String.join(" · ", List.of(field.help(), values)).strip();
    String more =
        help.startsWith("·") ? help.substring(1).strip() : help.replaceAll("·$", "").strip();
    if (!more.isEmpty()) {
      row.add(Parts.span("s12 t3 more", more));
    }
    return row;
  }
}
