package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Invitations.Invited;
import dev.edgewatch.console.ui.part.Afterwards;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;

/** Invitations that wait for the person who is signed in; asked for whenever it is shown. */
final class MyInvitations extends Composite<Div> {
  private final ConsoleSession session;

  MyInvitations(ConsoleSession session) {
    this.session = session;
    getContent().addClassName("prj-invitations");
    Parts.testId(this, "my-invitations");
    setVisible(false);
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    Afterwards.of(session.invitations().mine(), mine -> show(mine.invited()));
  }

  private void show(List<Invited> invited) {
    List<Invited> waiting = invited.stream().filter(Invited::isPending).toList();
    getContent().removeAll();
    setVisible(!waiting.isEmpty());
    if (!waiting.isEmpty()) {
      getContent().add(Parts.span("s12 t3", text("invited.mine", waiting.size())));
    }
    waiting.stream().map(MyInvitations::row).forEach(getContent()::add);
  }

  private static Anchor row(Invited invited) {
    String title = invited.title().isEmpty() ? invited.scope() : invited.title();
    String by = invited.invitation().getInviterFullName();
    Anchor row =
        new Anchor(
            "invitations?name=" + invited.name(),
            new Icon("mail"),
            Parts.div(
                "col grow",
                Parts.span("prj-title", title),
                Parts.span("s12 t3", by.isEmpty() ? invited.scope() : text("invited.from", by))),
            new Span(text("invited.look")));
    row.addClassName("prj");
    return Parts.testId(row, "my-invitation-" + invited.name());
  }
}
