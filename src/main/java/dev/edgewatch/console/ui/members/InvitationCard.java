package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.util.Timestamps;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.Invitations.Invited;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.access.ProjectEntrance;
import dev.edgewatch.console.ui.form.FormProblem;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Afterwards;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Face;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An invitation that waits: who invites to what, what it would allow, and the two answers. */
final class InvitationCard extends Composite<Div> {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Invited invited;
  private final Runnable onDeclined;
  private final FormProblem problem = new FormProblem();
  private final Button accept = Parts.primary("", "", "invitation-accept", this::accept);
  private final Button decline =
      Parts.button(text("invited.decline"), "", "invitation-decline", this::decline);

  InvitationCard(
      ConsoleSession session, DrainTimer timer, Clock clock, Invited invited, Runnable onDeclined) {
    this.session = session;
    this.timer = timer;
    this.invited = invited;
    this.onDeclined = onDeclined;
    accept.setText(acceptance());
    Invitation invitation = invited.invitation();
    Div who =
        Parts.div(
            "col grow",
            Parts.span("s13 t2", text("invited.by", inviter(invited))),
            new H1(title(invited)),
            Parts.span("s13 t3 mono", invited.scope()));
    getContent()
        .add(
            Parts.div("row gap12", picture(), who),
            roles(),
            Parts.div(
                "row s13 ew-gate-as",
                Face.of(session.person().email()),
                Parts.span(
                    "",
                    new Span(text("invited.as") + " "),
                    Parts.span("semi", session.person().email()),
                    new Span(text("invited.as.address")))),
            problem,
            Parts.div("row ew-gate-acts", accept, decline),
            Parts.div(
                "row s12 t3 ew-gate-end",
                ends(invitation, clock),
                Parts.span("end", text("invited.ifdeclined", whoever(invited)))));
  }

  /** Who invites, and in the corner what to. */
  private Component picture() {
    Span inviter = Face.of(inviter(invited));
    inviter.addClassName("xl");
    return Parts.span(
        "ew-gate-picture", inviter, Parts.span("ew-gate-mark", Face.letters(title(invited))));
  }

  private static Component ends(Invitation invitation, Clock clock) {
    Span left = Parts.span("row gap6", new Icon("clock"));
    if (invitation.hasExpirationDate()) {
      Instant end = Instant.ofEpochMilli(Timestamps.toMillis(invitation.getExpirationDate()));
      left.add(
          Parts.span(
              "",
              new Span(text("invited.ends") + " "),
              end.isAfter(clock.instant()) ? Age.until(end) : Age.since(end, Age.Form.AGO)));
    } else {
      left.add(new Span(text("invited.open")));
    }
    return left;
  }

  private Component roles() {
    Map<String, Role> known =
        invited.roles().stream()
            .collect(Collectors.toMap(Role::getName, role -> role, (one, same) -> one));
    var names = new Names(known, Map.of(), Map.of(), Map.of(), "");
    Div badges = Parts.div("row gap6 wrap", Parts.span("t2 s13", text("invited.would")));
    invited
        .invitation()
        .getBindingRolesList()
        .forEach(
            role -> {
              badges.add(Parts.span("ew-role offered", names.roleTitle(role.getRole())));
              String only =
                  Names.only(role.getScopeParamsList(), role.getExecutableConditionsList());
              if (!only.isEmpty()) {
                badges.add(Parts.span("t2 s13", only));
              }
            });
    if (invited.invitation().getGroupsCount() > 0) {
      badges.add(
          Parts.span(
              "t2 s13",
              text(
                  "invited.groups",
                  invited.invitation().getGroupsList().stream()
                      .map(Names::last)
                      .collect(Collectors.joining(", ")))));
    }
    Div box = Parts.div("ew-gate-roles", badges);
    box.add(known.isEmpty() ? Parts.span("t3 s13", text("invited.rolesunknown")) : allowed(known));
    return Parts.testId(box, "invitation-roles");
  }

  private Component allowed(Map<String, Role> known) {
    String scope = invited.scope();
    List<String> regions =
        session.environment().regions().stream().map(Environment.Region::id).toList();
    var grants =
        invited.invitation().getBindingRolesList().stream()
            .flatMap(
                bound ->
                    Optional.ofNullable(known.get(bound.getRole())).stream()
                        .flatMap(
                            role ->
                                RoleGrants.of(
                                    role,
                                    RoleBinding.newBuilder()
                                        .setName(scope + "/roleBindings/-")
                                        .setRole(role.getName())
                                        .addAllScopeParams(bound.getScopeParamsList())
                                        .build(),
                                    Holder.ANYBODY,
                                    any -> Optional.empty())
                                    .stream()))
            .toList();
    AllowedWords words =
        AllowedWords.of(
            GrantPreview.of(session.catalog(), scope, List.of(), regions, List.of(), grants));
    Div yes = Parts.div("col gap4");
    words.yes().forEach(one -> yes.add(Parts.div("row-t s13", new Icon("check"), new Span(one))));
    Div no = Parts.div("col gap4 t3");
    words.no().forEach(one -> no.add(Parts.div("row-t s13", new Icon("minus"), new Span(one))));
    return Parts.div("ew-gate-allowed", yes, no);
  }

  static String title(Invited invited) {
    return invited.title().isEmpty() ? Names.last(invited.scope()) : invited.title();
  }

  static String inviter(Invited invited) {
    return named(invited).orElseGet(() -> text("invited.somebody"));
  }

  /** The same in the middle of a sentence. */
  static String whoever(Invited invited) {
    return named(invited).orElseGet(() -> text("invited.whoever"));
  }

  /** Who invites, as far as the invitation says it; a name alone could be anybody's. */
  static Optional<String> named(Invited invited) {
    Invitation invitation = invited.invitation();
    String name = invitation.getInviterFullName();
    String email = invitation.getInviterEmail();
    if (!name.isEmpty() && !email.isEmpty()) {
      return Optional.of(text("invited.named", name, email));
    }
    return Stream.of(name, email).filter(called -> !called.isEmpty()).findFirst();
  }

  private String acceptance() {
    return new Tenant(invited.scope()).text("invited.accept");
  }

  private void accept() {
    wait("invited.accepting");
    Afterwards.of(
        session.invitations().accept(invited.name()),
        outcome -> {
          if (outcome instanceof Outcome.Done) {
            enter();
          } else {
            failed(outcome);
          }
        });
  }

  private void decline() {
    wait("invited.declining");
    Afterwards.of(
        session.invitations().decline(invited.name()),
        outcome -> {
          if (outcome instanceof Outcome.Done) {
            onDeclined.run();
          } else {
            failed(outcome);
          }
        });
  }

  private void wait(String words) {
    problem.clear();
    accept.setEnabled(false);
    decline.setEnabled(false);
    accept.setText(text(words));
  }

  private void failed(Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused refused -> problem.show(refused);
      case Outcome.Unknown unknown -> problem.show(unknown);
      case Outcome.Done _ -> {
        // Told by what comes next.
      }
    }
    accept.setText(acceptance());
    accept.setEnabled(true);
    decline.setEnabled(true);
  }

  /** Goes where the invitation leads as soon as a region shows it to the new member. */
  private void enter() {
    if (!invited.scope().startsWith("projects/")) {
      UI.getCurrentOrThrow().getPage().setLocation(".");
      return;
    }
    ProjectEntrance.open(this, session, timer, invited.scope());
  }
}
