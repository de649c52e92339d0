package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.RefusalException;
import java.util.List;
import java.util.concurrent.CompletionException;

/** What is missing, where, which role comes nearest, and who can give it, asked for when shown. */
final class Reason extends Composite<Div> {
  private static final int NAMED = 6;

  private final PageAccess page;
  private final Verdict.Denied denied;
  private final Div grantors = Parts.div("ew-grantors");

  Reason(PageAccess page, Verdict.Denied denied) {
    this.page = page;
    this.denied = denied;
    DescriptionList facts = new DescriptionList();
    facts.addClassName("ew-takes");
    fact(facts, text("access.permission"), denied.permission());
    fact(facts, text("access.on"), AccessWords.place(denied.object()));
    getContent().addClassName("ew-reason");
    getContent().add(facts, nearest(), new H3(text("access.who")), grantors);
    Parts.testId(grantors, "access-grantors");
    say(text("access.asking"));
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

  @Override
  protected void onAttach(AttachEvent attached) {
    UI ui = attached.getUI();
    page.mine().ifPresent(mine -> ask(mine, ui));
  }

  private void ask(MyAccess mine, UI ui) {
    var _ =
        mine.grantors(denied.permission())
            .whenComplete(
                (members, failure) -> {
                  if (ui.isAttached()) {
                    ui.access(
                        () -> {
                          if (failure == null) {
                            show(members);
                          } else {
                            say(text("access.whounknown", words(failure)));
                          }
                        });
                  }
                });
  }

  private static String words(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RefusalException refused
        ? refused.refusal().message()
        : text("access.failed");
  }

  private void show(List<String> members) {
    if (members.isEmpty()) {
      say(text("access.nobody"));
      return;
    }
    grantors.removeAll();
    members.stream().limit(NAMED).map(Reason::member).forEach(grantors::add);
    if (members.size() > NAMED) {
      grantors.add(Parts.span("t3 s12", text("access.others", members.size() - NAMED)));
    }
  }

  private static Component member(String member) {
    Icon picture = new Icon(member.startsWith("group:") ? "users-round" : "user");
    return Parts.div("row gap6", picture, new Span(AccessWords.member(member)));
  }

  private void say(String words) {
    grantors.removeAll();
    grantors.add(Parts.span("t2 s13", words));
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
