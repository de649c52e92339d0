package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.bff.Invitations.Invited;
import dev.edgewatch.console.bff.Invitations.Mine;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Afterwards;
import dev.edgewatch.console.ui.part.Parts;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the link of an invitation leads, after signing in: what it is, and taking it or turning it
 * down. One that is addressed to somebody else reads like one that does not exist.
 */
@Route("invitations")
@PermitAll
public final class InvitationView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {
  private final ConsoleSessions sessions;
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Clock clock;
  private final Div card = Parts.div("ew-gate-card");
  private String name = "";

  InvitationView(ConsoleSessions sessions, DrainTimer timer, Clock clock) {
    this.sessions = sessions;
    this.session = sessions.current();
    this.timer = timer;
    this.clock = clock;
    getContent().addClassName("ew-gate");
    getContent().add(Parts.div("ew-gate-map"), card);
    Parts.testId(card, "invitation");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent entering) {
    name = entering.getLocation().getQueryParameters().getSingleParameter("name").orElse("");
    if (isAttached()) {
      ask(UI.getCurrentOrThrow());
    }
  }

  @Override
  public String getPageTitle() {
    return text("invited.title") + " · " + text("product");
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    ask(attached.getUI());
  }

  private void ask(UI ui) {
    show("asking", new EmptyState("invitation-asking", "mail-open", text("invited.asking"), ""));
    Afterwards.of(
        ui, session.invitations().mine(), this::show, failure -> silent(text("access.failed")));
  }

  private void show(Mine mine) {
    Optional<Invited> found =
        mine.invited().stream().filter(one -> one.name().equals(name)).findFirst();
    if (found.isPresent()) {
      show(found.get());
    } else if (mine.missing().isEmpty()) {
      unknown();
    } else {
      silent(
          mine.missing().entrySet().stream()
              .map(region -> region.getKey() + ": " + region.getValue())
              .sorted()
              .collect(Collectors.joining(" ")));
    }
  }

  private void show(Invited invited) {
    if (invited.isPending() && !hasEnded(invited)) {
      var invitation =
          new InvitationCard(
              session,
              timer,
              clock,
              invited,
              () -> show("declined", answered("declined", invited)));
      show("pending", invitation);
      return;
    }
    String state =
        switch (invited.invitation().getState()) {
          case ACCEPTED -> "accepted";
          case DECLINED -> "declined";
          case EXPIRED, PENDING, STATE_UNSPECIFIED, UNRECOGNIZED -> "expired";
        };
    show(state, answered(state, invited));
  }

  private boolean hasEnded(Invited invited) {
    return invited.invitation().hasExpirationDate()
        && invited.invitation().getExpirationDate().getSeconds()
            <= clock.instant().getEpochSecond();
  }

  private EmptyState answered(String state, Invited invited) {
    String title = InvitationCard.title(invited);
    String inviter = InvitationCard.whoever(invited);
    return new EmptyState(
        "invitation-" + state,
        state.equals("expired") ? "timer" : "mail-open",
        text("invited." + state, title),
        text("invited." + state + ".sentence", inviter),
        home());
  }

  /** The same for what does not exist, was revoked, or is addressed to somebody else. */
  private void unknown() {
    show(
        "unknown",
        new EmptyState(
            "invitation-unknown",
            "mail",
            text("invited.unknown"),
            text("invited.unknown.sentence", session.person().email()),
            home(),
            Parts.button(
                text("invited.another"),
                "",
                "invitation-another",
                () -> UI.getCurrentOrThrow().getPage().setLocation(sessions.signOut()))));
  }

  private void silent(String why) {
    show(
        "silent",
        new EmptyState(
                "invitation-silent",
                "activity",
                text("invited.silent"),
                why,
                Parts.button(
                    text("strip.try"),
                    "rotate-cw",
                    "invitation-retry",
                    () -> ask(UI.getCurrentOrThrow())),
                home())
            .hatched());
  }

  private void show(String state, Component... parts) {
    card.removeAll();
    card.add(List.of(parts));
    card.getElement().setAttribute("data-state", state);
  }

  static Anchor home() {
    Anchor home = new Anchor("", text("error.home"));
    home.addClassName("ew-button");
    return home;
  }
}
