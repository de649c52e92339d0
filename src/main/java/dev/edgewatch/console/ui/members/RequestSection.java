package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.console.ui.access.AccessWords;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Face;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.ProtoTimes;
import java.time.Instant;
import java.util.List;

/** What people ask to be let do here; each request goes by itself once it is held. */
final class RequestSection extends Composite<Div> {
  private final Acts acts;
  private final Span count = Parts.span("ew-count", "");
  private final Div heading = Parts.div("ew-sech", new H2(text("requests.title")), count);
  private final Div lines = Parts.div("ew-table ew-requests");
  private List<AccessRequest> shown = List.of();

  /** What can be done with a request. */
  interface Acts {
    void give(AccessRequest request);

    void dismiss(AccessRequest request);
  }

  RequestSection(Acts acts) {
    this.acts = acts;
    getContent().addClassNames("col", "ew-section");
    Parts.testId(this, "requests-section");
  }

  void show(List<AccessRequest> next) {
    if (next.equals(shown)) {
      return;
    }
    shown = List.copyOf(next);
    count.setText(String.valueOf(shown.size()));
    // Taken out and not only hidden: what was asked is nobody's business any more.
    getContent().removeAll();
    lines.removeAll();
    if (!shown.isEmpty()) {
      getContent().add(heading, lines);
    }
    shown.forEach(request -> lines.add(line(request)));
  }

  private Component line(AccessRequest request) {
    String who = AccessWords.member(request.getMember());
    Div asks = Parts.div("cell col", wishes(request));
    if (!request.getNote().isEmpty()) {
      asks.add(Parts.div("t2 s13 ew-asked-note", new Span("“" + request.getNote() + "”")));
    }
    Button give =
        Parts.small(
            Parts.button(
                text("binding.give"), "key-round", "request-give", () -> acts.give(request)));
    Button dismiss =
        Parts.small(
            Parts.button(
                text("requests.dismiss"), "", "request-dismiss", () -> acts.dismiss(request)));
    give.setAriaLabel(text("requests.give.to", who));
    dismiss.setAriaLabel(text("requests.dismiss.of", who));
    Instant asked = ProtoTimes.instant(request.getAsked());
    Div line =
        Parts.div(
            "line",
            Parts.div("cell row", Face.of(who), Parts.span("name ellip", who)),
            asks,
            Parts.div("cell t2", Age.since(asked, Age.Form.AGO)),
            Parts.div("cell row gap4 end", give, dismiss));
    return Parts.testId(line, "request-" + who);
  }

  private static Component[] wishes(AccessRequest request) {
    return request.getWantedList().stream()
        .map(
            wanted ->
                Parts.div(
                    "row gap6",
                    Parts.span("mono s12 semi", Permissions.spoken(wanted.getPermission())),
                    Parts.span("mono s12 t2 ellip", AccessWords.place(wanted.getObject()))))
        .toArray(Component[]::new);
  }
}
