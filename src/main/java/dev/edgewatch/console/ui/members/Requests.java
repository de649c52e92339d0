package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;

/** The request that a dialog would send, folded in until somebody wants to see it. */
final class Requests extends Composite<Details> {
  private final Pre code = new Pre();
  private final Span method = Parts.span("end s12 t3", "");

  Requests() {
    getContent().setSummary(Parts.span("row", new Span(text("form.request")), method));
    getContent().add(code);
    getContent().addClassName("ew-request");
    code.addClassName("ew-code");
    Parts.testId(this, "request-preview");
  }

  /**
   * Shows the first of some requests.
   *
   * @param count how many there are
   */
  void show(String methodName, int count, String field, Message resource) {
    method.setText(count > 1 ? count + " × " + methodName : methodName);
    try {
      code.setText(
          "\"%s\": %s"
              .formatted(field, JsonFormat.printer().preservingProtoFieldNames().print(resource)));
    } catch (InvalidProtocolBufferException unknownType) {
      code.setText(resource.toString());
    }
  }
}
