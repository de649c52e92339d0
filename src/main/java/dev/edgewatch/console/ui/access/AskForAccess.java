package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Afterwards;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Face;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.Toast;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.RefusalException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who can give what is missing, and a request to them that they find with the members. Shows what
 * was asked already, live. What is missing in no project or organization can only be copied.
 */
final class AskForAccess extends Composite<Div> {
  private static final int NAMED = 6;
  private static final int NOTE = 500;

  private final PageAccess page;
  private final Verdict.Denied denied;
  private final Div grantors = Parts.div("ew-grantors");
  private final Div asking = Parts.div("col ew-ask");
  private final TextArea note = new TextArea();
  private final Button ask = Parts.primary(text("ask.send"), "send", "access-ask", this::send);
  private final Button back = Parts.button(text("ask.back"), "", "access-ask-back", this::takeBack);
  private final Runnable draw = this::draw;
  private @Nullable AccessRequest shown;

  AskForAccess(PageAccess page, Verdict.Denied denied) {
    this.page = page;
    this.denied = denied;
    note.setPlaceholder(text("ask.note"));
    note.setAriaLabel(text("ask.note"));
    note.setMaxLength(NOTE);
    note.setWidthFull();
    Parts.testId(note, "access-note");
    getContent().addClassNames("col", "ew-ask-box");
    getContent().add(new H3(text("access.who")), grantors, asking);
    Parts.testId(grantors, "access-grantors");
    say(text("access.asking"));
    // Elsewhere there is nobody who would find it.
    if (ScopeNames.isTenant(denied.scope())) {
      asking.add(note, ask);
    }
  }

  /** Where somebody who cannot do it begins to ask, or what he asked already. */
  void focus() {
    if (shown == null) {
      note.focus();
    } else {
      back.focus();
    }
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    UI ui = attached.getUI();
    page.mine(denied.scope()).ifPresent(mine -> askWho(mine, ui));
    page.onChange(draw);
    draw();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    page.forget(draw);
  }

  private void draw() {
    AccessRequest now = asked().orElse(null);
    if (Objects.equals(now, shown)) {
      return;
    }
    shown = now;
    asking.removeAll();
    if (now == null) {
      ask.setEnabled(true);
      asking.add(note, ask);
    } else {
      asking.add(waiting(now));
    }
  }

  /** What this person has asked already of what is denied here. */
  private Optional<AccessRequest> asked() {
    return page.mine(denied.scope())
        .flatMap(MyAccess::asked)
        .filter(
            one ->
                one.getWantedList().stream()
                    .anyMatch(
                        wanted ->
                            wanted.getPermission().equals(denied.permission())
                                && wanted.getObject().equals(object())));
  }

  private String object() {
    return denied.object().isEmpty() ? denied.scope() : denied.object();
  }

  private Component waiting(AccessRequest request) {
    Age age = Age.since(ProtoTimes.instant(request.getAsked()), Age.Form.AGO);
    Div words =
        Parts.div(
            "grow",
            Parts.div("row gap4", Parts.span("semi", text("ask.asked")), age),
            Parts.span("t2", text("ask.waiting")));
    return Parts.testId(
        Parts.div("ew-note info", new Icon("send"), words, Parts.small(back)), "access-asked");
  }

  private void send() {
    ask.setEnabled(false);
    write(
        page.requests().ask(denied.scope(), denied.permission(), object(), note.getValue()),
        text("ask.failed"));
  }

  private void takeBack() {
    if (shown != null) {
      write(page.requests().dismiss(shown.getName()), text("ask.back.failed"));
    }
  }

  /** What has become of it comes with the access that is watched. */
  private void write(CompletableFuture<Outcome> write, String failed) {
    Afterwards.of(
        write,
        outcome -> {
          if (!(outcome instanceof Outcome.Done)) {
            ask.setEnabled(true);
            Toast.failed(failed, outcome);
          }
        });
  }

  private void askWho(MyAccess mine, UI ui) {
    Afterwards.of(
        ui,
        mine.grantors(denied.permission()),
        this::show,
        failure -> say(text("access.whounknown", words(failure))));
  }

  private static String words(Throwable failure) {
    return failure instanceof RefusalException refused
        ? refused.refusal().message()
        : text("access.failed");
  }

  private void show(List<String> members) {
    if (members.isEmpty()) {
      say(text("access.nobody"));
      return;
    }
    grantors.removeAll();
    members.stream().limit(NAMED).map(AskForAccess::member).forEach(grantors::add);
    if (members.size() > NAMED) {
      grantors.add(Parts.span("t3 s12", text("access.others", members.size() - NAMED)));
    }
  }

  private static Component member(String member) {
    String called = AccessWords.member(member);
    Component picture = member.startsWith("user:") ? Face.of(called) : new Icon("users-round");
    return Parts.div("row", picture, new Span(called));
  }

  private void say(String words) {
    grantors.removeAll();
    grantors.add(Parts.span("t2 s13", words));
  }
}
