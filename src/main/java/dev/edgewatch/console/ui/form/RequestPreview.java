package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.List;

/** The request that saving would send, with exactly the paths that were touched. */
public final class RequestPreview extends Composite<Details> {
  private final Pre code = new Pre();
  private final String resource;

  public RequestPreview(ResourceType type) {
    resource = TypeNames.snake(type);
    Span summary = new Span(text("form.request"));
    getContent()
        .setSummary(
            Parts.span(
                "row", summary, Parts.span("end s12 t3", StandardMethod.UPDATE.methodName(type))));
    getContent().add(code);
    getContent().addClassName("ew-request");
    code.addClassName("ew-code");
    Parts.testId(this, "request-preview");
  }

  public void show(String name, List<String> paths) {
    getContent().setVisible(!paths.isEmpty());
    code.removeAll();
    code.add(
        word("k", "\"" + resource + "\""),
        new Span(": { "),
        word("k", "\"name\""),
        new Span(": "),
        word("s", "\"" + name + "\""),
        new Span(", … },\n"),
        word("k", "\"update_mask\""),
        new Span(": "),
        word("s", "\"" + String.join(",", paths) + "\""));
  }

  private static Span word(String kind, String word) {
    return Parts.span(kind, word);
  }
}
