package dev.edgewatch.console.ui.form;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;
import java.util.function.Consumer;

/** The fields of a message inside the resource, made when somebody wants to see them. */
final class FormGroup extends Composite<Details> {
  private final String path;
  private final Consumer<Div> build;
  private final Div content = Parts.div("ew-form ew-group");
  private boolean built;

  FormGroup(String path, String title, Consumer<Div> build) {
    this.path = path;
    this.build = build;
    getContent().setSummary(Parts.span("semi", new Span(title)));
    getContent().add(content);
    getContent().addClassName("ew-form-group");
    getContent()
        .addOpenedChangeListener(
            changed -> {
              if (changed.isOpened()) {
                build();
              }
            });
    Parts.testId(this, "group-" + path);
  }

  String path() {
    return path;
  }

  void open() {
    build();
    getContent().setOpened(true);
  }

  private void build() {
    if (!built) {
      built = true;
      build.accept(content);
    }
  }
}
