package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;

/** Above a form: why it was not accepted, and under which request id. */
public final class FormProblem extends Composite<Div> {
  public FormProblem() {
    getContent().addClassNames("ew-note", "warn");
    getContent().getElement().setAttribute("role", "alert");
    setVisible(false);
    Parts.testId(this, "form-problem");
  }

  public void show(Outcome.Refused refused) {
    say(refused.refusal().message(), refused.requestId());
  }

  public void show(Outcome.Unknown unknown) {
    say(text("toast.unknown") + ". " + unknown.message(), unknown.requestId());
  }

  public void say(String words, String requestId) {
    getContent().removeAll();
    getContent()
        .add(new Icon("circle-alert"), new Span(words), Parts.span("mono s12 t3 end", requestId));
    setVisible(true);
  }

  public void clear() {
    setVisible(false);
  }
}
