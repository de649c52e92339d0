package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.SentMails;
import dev.edgewatch.console.bff.SentMails.Mail;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mails about invitations that a demo has sent to nobody, live. */
final class OutboxDialog extends Composite<Dialog> {
  private static final int SHOWN = 20;

  private final SentMails mails;
  private final DrainTimer timer;
  private final String scope;
  private final Div list = Parts.div("ew-mails");
  private @Nullable Drain drain;
  private SentMails.@Nullable Watching watching;

  /**
   * Of one scope only: a link is for whoever it was sent to.
   *
   * @param scope name of the project or organization that the invitations are to
   */
  OutboxDialog(SentMails mails, DrainTimer timer, String scope) {
    this.mails = mails;
    this.timer = timer;
    this.scope = scope;
    Dialog dialog = getContent();
    dialog.setHeaderTitle(text("outbox.title"));
    dialog.setWidth("640px");
    dialog.getHeader().add(Parts.iconButton(text("close"), "x", "outbox-close", dialog::close));
    dialog.add(
        Parts.div("ew-note info", new Icon("mail"), new Span(text("outbox.sentence"))), list);
    dialog.addClassName("ew-outbox");
    Parts.testId(dialog, "outbox");
  }

  void open() {
    getContent().open();
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    Drain opened = timer.drain(attached.getUI(), this::draw);
    drain = opened;
    watching = mails.watch(opened::dirty);
    draw();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (watching != null) {
      watching.close();
    }
    if (drain != null) {
      drain.stop();
    }
  }

  private void draw() {
    List<Mail> sent = mails.inviting(scope);
    list.removeAll();
    sent.stream().limit(SHOWN).map(OutboxDialog::mail).forEach(list::add);
    if (sent.isEmpty()) {
      list.add(
          new EmptyState(
              "outbox-empty", "mail-open", text("outbox.none"), text("outbox.none.sentence")));
    }
  }

  private static Component mail(Mail mail) {
    Anchor link = new Anchor(mail.link(), mail.link());
    link.setTarget("_blank");
    Parts.testId(link, "outbox-link");
    String[] around = mail.text().split(Pattern.quote(mail.link()), 2);
    Div text = Parts.div("ew-mail-text", new Span(around[0]), link);
    if (around.length > 1) {
      text.add(new Span(around[1]));
    }
    return Parts.testId(
        Parts.div(
            "ew-mail",
            Parts.div(
                "row",
                new H3(mail.subject()),
                Parts.span("t2 s12 ellip", text("outbox.to", mail.to())),
                Parts.span("end s12 t3", Age.since(mail.sent(), Age.Form.AGO))),
            text),
        "outbox-mail-" + mail.to());
  }
}
