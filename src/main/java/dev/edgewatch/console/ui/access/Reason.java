package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;

/** What is missing, where, and which role comes nearest. */
final class Reason extends Composite<Div> {
  private final Verdict.Denied denied;

  Reason(Verdict.Denied denied) {
    this.denied = denied;
    DescriptionList facts = new DescriptionList();
    facts.addClassName("ew-takes");
    fact(facts, text("access.permission"), denied.permission());
    fact(facts, text("access.on"), AccessWords.place(denied.object()));
    getContent().addClassName("ew-reason");
    getContent().add(facts, nearest());
  }

  private Component nearest() {
    Span words = new Span(AccessWords.nearest(denied));
    Div note =
        Parts.div(
            denied.nearest().isPresent() ? "ew-note warn" : "ew-note",
            new Icon(denied.nearest().isPresent() ? "key-round" : "lock"),
            words);
    denied
        .nearest()
        .filter(near -> near.why() != Lack.SCOPE)
        .ifPresent(near -> note.add(Parts.span("mono s12 t3 end ellip", near.binding())));
    return Parts.testId(note, "access-nearest");
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
