package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;

/** What is missing, where, and which role comes nearest. */
final class Reason extends Composite<Div> {
  /**
   * @param roles how many roles the reader has here
   */
  Reason(Verdict.Denied denied, int roles) {
    DescriptionList facts = new DescriptionList();
    facts.addClassName("ew-takes");
    fact(facts, text("access.permission"), denied.permission());
    fact(facts, text("access.on"), AccessWords.place(denied.object()));
    getContent().addClassName("ew-reason");
    getContent()
        .add(
            facts,
            denied
                .nearest()
                .<Component>map(near -> new NearMissTable(denied, near, roles))
                .orElseGet(Reason::none));
  }

  private static Component none() {
    return Parts.testId(
        Parts.div("ew-note", new Icon("lock"), new Span(text("access.none"))), "access-nearest");
  }

  /** Copies a request that one can send to whoever can give it. */
  static Button copy(Verdict.Denied denied, String testId) {
    Button copy = Parts.button(text("access.copy"), "copy", testId, () -> {});
    copy.getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText($0))",
            text("access.request", denied.permission(), AccessWords.place(denied.object())));
    return copy;
  }

  private static void fact(DescriptionList facts, String term, String value) {
    facts.add(
        new DescriptionList.Term(term),
        new DescriptionList.Description(Parts.span("mono s12", value)));
  }
}
