package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.bff.SentMails;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.ConsoleLayout;
import dev.edgewatch.console.ui.access.ClosedPage;
import dev.edgewatch.console.ui.access.Guarded;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.StreamPill;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Who can reach a project or an organization, and who is invited to: live, with what one may do
 * about it.
 */
@Route(
    value = "organizations/:organization/projects/:project/members",
    layout = ConsoleLayout.class)
@RouteAlias(value = "organizations/:organization/members", layout = ConsoleLayout.class)
@PermitAll
public final class MembersView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Clock clock;
  private final PageAccess access;
  private final ResourceType bindings;
  private final Sending sending;
  private final StreamPill pill = new StreamPill();
  private final Span counts = Parts.span("ew-count", "");
  private final Div note = Parts.div("ew-note warn");
  private final Div page = Parts.div("ew-members-page");
  private final RequestSection requested;
  private final InvitationSection invited;
  private final MemberSection members;
  private final MemberActs acts;
  private Tenant tenant = new Tenant("");
  private boolean closed;
  private @Nullable MembersFeed feed;
  private @Nullable Drain drain;

  MembersView(
      ConsoleSessions sessions, DrainTimer timer, Clock clock, ObjectProvider<SentMails> mails) {
    this.session = sessions.current();
    this.timer = timer;
    this.clock = clock;
    this.access = new PageAccess(this, session, timer, "");
    this.bindings = session.catalog().type("iam.edgelq.com/RoleBinding");
    this.sending = new Sending(new RegionMarks(session.environment()), clock);
    this.acts = new MemberActs(session, timer, access, sending, clock, () -> feed);
    this.requested = new RequestSection(acts);
    InvitationActs inviting = new InvitationActs(session, access, sending, clock, acts::around);
    this.invited = new InvitationSection(inviting);
    this.members = new MemberSection(acts, clock);
    mails.ifAvailable(sent -> invited.beside(outbox(sent)));
    Guarded giving =
        access.guard(
            () -> access.may(Permissions.of(bindings, StandardMethod.CREATE), access.scope()));
    Guarded mayInvite = access.guard(inviting::mayInvite);
    note.setVisible(false);
    Parts.testId(note, "members-note");
    Component give =
        giving.on(
            Parts.button(
                text("binding.give"), "key-round", "give-role", () -> giving.act(acts::give)));
    Component invite =
        mayInvite.on(
            Parts.primary(
                text("invite.people.button"),
                "user-plus",
                "invite",
                () -> mayInvite.act(inviting::invite)));
    page.add(
        Parts.div(
            "pg-title",
            new H1(text("members.title")),
            pill,
            counts,
            Parts.div("end row", give, invite)),
        note,
        requested,
        invited,
        members);
    page.addClassName("pg");
    access.onChange(this::accessChanged);
    getContent().setSizeFull();
    getContent().add(page);
    Parts.testId(this, "members");
  }

  private Component outbox(SentMails mails) {
    return Parts.small(
        Parts.button(
            text("outbox.open"),
            "mail-open",
            "outbox-open",
            () -> new OutboxDialog(mails, timer, tenant.name()).open()));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent entering) {
    Tenant entered = Tenant.at(entering.getRouteParameters());
    if (!entered.equals(tenant)) {
      tenant = entered;
      access.follow(entered.name());
      if (isAttached()) {
        open();
      }
    }
  }

  @Override
  public String getPageTitle() {
    return text("members.title") + " · " + Names.last(tenant.name());
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    drain = timer.drain(attached.getUI(), this::drain);
    open();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
      drain = null;
    }
    if (feed != null) {
      feed.close();
      feed = null;
    }
  }

  private void open() {
    if (feed != null) {
      feed.close();
      feed = null;
    }
    Drain opened = drain;
    if (opened != null) {
      feed = new MembersFeed(session, tenant, opened::dirty);
      opened.dirty();
    }
  }

  private void accessChanged() {
    requested.show(access.mine().map(MyAccess::toAnswer).orElse(List.of()));
    invited.redraw();
    if (closed && feed != null) {
      feed.retry();
    }
  }

  private void drain() {
    MembersFeed open = feed;
    if (open == null) {
      return;
    }
    open.drain();
    sending.seen(open);
    pill.show(open.regions());
    List<MemberRow> rows = open.members();
    members.show(rows);
    invited.show(
        InvitationRow.of(open.invitations(), open.names(), clock.instant()),
        open.invitationsAreClosed());
    showCounts(rows);
    showClosed(open);
    getElement().setAttribute("data-settled", String.valueOf(open.isSettled()));
  }

  private void showCounts(List<MemberRow> rows) {
    long reach = rows.stream().map(MemberRow::member).distinct().count();
    long inherited = rows.stream().filter(row -> !row.isManagedHere()).count();
    counts.removeAll();
    counts.add(
        Parts.span("semi", number(reach)),
        new Span(
            inherited == 0
                ? tenant.text("members.count")
                : tenant.text("members.count.inherited", inherited)));
    getElement().setAttribute("data-members", String.valueOf(reach));
  }

  /** What may not be listed is said, and not shown as if there was nothing. */
  private void showClosed(MembersFeed open) {
    List<String> scopes = open.closed();
    boolean own = scopes.contains(tenant.name());
    if (own != closed) {
      closed = own;
      getContent().removeAll();
      getContent().add(own ? closedPage() : page);
    }
    List<String> above = scopes.stream().filter(scope -> !scope.equals(tenant.name())).toList();
    note.setVisible(!above.isEmpty());
    note.removeAll();
    note.add(
        new Icon("lock"),
        new Span(
            text(
                "members.hidden",
                String.join(", ", above.stream().map(open.names()::scopeTitle).toList()))));
  }

  private Component closedPage() {
    String permission = Permissions.of(bindings, StandardMethod.WATCH_MANY);
    var denied =
        access.may(permission, tenant.name()) instanceof Verdict.Denied known
            ? known
            : new Verdict.Denied(
                permission, tenant.name(), tenant.name(), java.util.Optional.empty());
    return new ClosedPage(text("members.title"), access, denied);
  }
}
