package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.form.FormProblem;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Invites people to a project or an organization: who, with which roles, for how long; beside it
 * what the roles would allow. Sends one request for each person; those that were refused stay in
 * the dialog.
 */
final class InviteDialog extends Composite<Dialog> {
  private static final List<Integer> DAYS = List.of(1, 3, 7, 14, 30);
  private static final int USUAL_DAYS = 7;
  private static final List<String> LANGUAGES = List.of("en-us", "ja-jp");

  private final ConsoleSession session;
  private final Tenant tenant;
  private final Names names;
  private final Sending sending;
  private final Clock clock;
  private final FormProblem problem = new FormProblem();
  private final AddressChips people;
  private final List<RoleChoice> roles = new ArrayList<>();
  private final Div roleRows = Parts.div("ew-role-rows");
  private final Select<Integer> days = new Select<>();
  private final Select<String> language = new Select<>();
  private final Map<String, Checkbox> groups = new LinkedHashMap<>();
  private final PreviewPane preview;
  private final Requests requests = new Requests();
  private final Span mails = Parts.span("t2 s12", "");
  private final Button send =
      Parts.primary(text("invite.send", 0), "send", "invite-send", this::send);

  /**
   * What is known around it.
   *
   * @param pending addresses that have an open invitation, with its roles
   */
  record Around(
      ConsoleSession session,
      DrainTimer timer,
      PageAccess access,
      List<String> above,
      Names names,
      List<Group> groups,
      Map<String, String> pending,
      Sending sending,
      Clock clock) {}

  InviteDialog(Around around, String title) {
    this.session = around.session();
    this.tenant = new Tenant(around.access().scope());
    this.names = around.names();
    this.sending = around.sending();
    this.clock = around.clock();
    this.preview = new PreviewPane(session, around.timer(), around.access(), around.above());
    this.people =
        new AddressChips(
            address ->
                Optional.ofNullable(around.pending().get(address))
                    .map(role -> text("invite.pending", address, role))
                    .orElse(""),
            this::changed);
    Dialog dialog = getContent();
    dialog.setHeaderTitle(text("invite.title", title));
    dialog.setWidth("1080px");
    dialog.setCloseOnOutsideClick(false);
    dialog.addClassName("ew-invite");
    dialog.getHeader().add(Parts.iconButton(text("close"), "x", "invite-close", dialog::close));
    Parts.testId(dialog, "invite-dialog");
    dialog.add(Parts.div("ew-invite-sides", form(around.groups()), preview));
    dialog
        .getFooter()
        .add(
            Parts.span("row gap6 ew-footer-note", new Icon("mail"), mails),
            Parts.button(text("cancel"), "", "invite-cancel", dialog::close),
            send);
    addRole();
    changed();
  }

  private Div form(List<Group> offered) {
    days.setLabel(text("invite.open"));
    days.setItems(DAYS);
    days.setItemLabelGenerator(count -> text("invite.days", count));
    days.setValue(USUAL_DAYS);
    days.addValueChangeListener(chosen -> changed());
    Parts.testId(days, "invite-days");
    language.setLabel(text("invite.language"));
    language.setItems(LANGUAGES);
    language.setItemLabelGenerator(code -> text("language." + code));
    language.setValue(LANGUAGES.getFirst());
    language.addValueChangeListener(chosen -> changed());
    Parts.testId(language, "invite-language");
    Div form =
        Parts.div(
            "ew-form ew-invite-form",
            problem,
            people,
            roleRows,
            Parts.small(
                Parts.button(text("invite.role.more"), "plus", "invite-role-more", this::addRole)),
            Parts.div("row ew-halves", days, language));
    if (!offered.isEmpty()) {
      form.add(groups(offered));
    }
    form.add(requests);
    return form;
  }

  private Div groups(List<Group> offered) {
    Div list = Parts.div("col", new H3(text("invite.groups")));
    for (Group group : offered) {
      Checkbox box =
          new Checkbox(
              group.getDisplayName().isEmpty()
                  ? Names.last(group.getName())
                  : group.getDisplayName());
      box.addValueChangeListener(chosen -> changed());
      groups.put(group.getName(), box);
      list.add(Parts.testId(box, "invite-group-" + Names.last(group.getName())));
    }
    return list;
  }

  private void addRole() {
    RoleChoice choice = new RoleChoice(names, this::changed);
    roles.add(choice);
    roleRows.add(choice);
  }

  /** Starts with the address and the roles of an invitation that has ended. */
  void again(Invitation before) {
    people.add(before.getInviteeEmail());
    for (int index = 0; index < before.getBindingRolesCount(); index++) {
      if (index > 0) {
        addRole();
      }
      Invitation.BindingRole bound = before.getBindingRoles(index);
      RoleChoice choice = roles.get(index);
      names.role(bound.getRole()).ifPresent(role -> choice.show(role, bound.getScopeParamsList()));
    }
    changed();
  }

  void open() {
    getContent().open();
    people.focus();
  }

  private void changed() {
    List<PreviewPane.Draft> drafts = drafts();
    preview.show(drafts, List.of());
    int count = people.addresses().size();
    send.setText(text("invite.send", count));
    send.setEnabled(preview.canBeGiven());
    mails.setText(text("invite.mails", count));
    requests.show(
        "Create" + tenant.invitationType(),
        count,
        tenant.isProject() ? "project_invitation" : "organization_invitation",
        invitation(count == 0 ? "" : people.addresses().getFirst()));
  }

  private List<PreviewPane.Draft> drafts() {
    return roles.stream().flatMap(choice -> choice.draft().stream()).toList();
  }

  private Message invitation(String address) {
    Invitation.Builder invitation =
        Invitation.newBuilder()
            .setInviteeEmail(address)
            .setLanguageCode(language.getValue())
            .setExpirationDate(
                Timestamps.fromMillis(
                    clock.instant().plus(Duration.ofDays(days.getValue())).toEpochMilli()));
    drafts()
        .forEach(
            draft ->
                invitation.addBindingRoles(
                    Invitation.BindingRole.newBuilder()
                        .setRole(draft.role().getName())
                        .addAllScopeParams(draft.params())));
    groups.forEach(
        (name, box) -> {
          if (Boolean.TRUE.equals(box.getValue())) {
            invitation.addGroups(name);
          }
        });
    return tenant.invitation(invitation.build());
  }

  private void send() {
    problem.clear();
    boolean complete = people.isComplete();
    boolean first = true;
    for (RoleChoice choice : roles) {
      // A second role that nobody chose is no mistake.
      complete &= (!first && choice.draft().isEmpty()) || choice.isComplete();
      first = false;
    }
    if (!complete) {
      return;
    }
    send.setEnabled(false);
    Map<String, CompletableFuture<Outcome>> sent = new LinkedHashMap<>();
    ResourceType type = session.catalog().type("iam.edgelq.com/" + tenant.invitationType());
    people
        .addresses()
        .forEach(
            address ->
                sent.put(
                    address, session.actions().create(type, tenant.name(), invitation(address))));
    UI ui = UI.getCurrentOrThrow();
    var _ =
        CompletableFuture.allOf(sent.values().toArray(CompletableFuture[]::new))
            .thenRun(() -> ui.access(() -> ended(sent)));
  }

  private void ended(Map<String, CompletableFuture<Outcome>> sent) {
    send.setEnabled(true);
    List<Outcome.Done> accepted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    sent.forEach(
        (address, write) -> {
          switch (write.join()) {
            case Outcome.Done done -> {
              accepted.add(done);
              people.remove(address);
            }
            case Outcome.Refused no -> {
              problem.show(no);
              refused.add(address);
            }
            case Outcome.Unknown unknown -> {
              problem.show(unknown);
              refused.add(address);
            }
          }
        });
    if (!accepted.isEmpty()) {
      sending.receipt(text("invite.sent", accepted.size()), accepted);
    }
    if (refused.isEmpty()) {
      getContent().close();
    } else if (!accepted.isEmpty()) {
      problem.say(text("invite.partly", String.join(", ", refused)), "");
    }
    changed();
  }
}
