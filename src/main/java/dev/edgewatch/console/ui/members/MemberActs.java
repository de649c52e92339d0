package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.access.AccessWords;
import dev.edgewatch.console.ui.access.Guarded;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.members.MemberRow.Held;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be done about members and invitations; rows change because the watch says so. */
final class MemberActs implements MemberGrid.Acts, InvitationGrid.Acts, RequestSection.Acts {
  private final ConsoleSession session;
  private final PageAccess access;
  private final Sending sending;
  private final Clock clock;
  private final Supplier<@Nullable MembersFeed> feed;
  private final ResourceType bindings;
  private final ResourceType invitations;

  /**
   * Acts in the scope of {@code access}.
   *
   * @param feed what is on the screen; null while nothing is
   */
  MemberActs(
      ConsoleSession session,
      PageAccess access,
      Sending sending,
      Clock clock,
      Supplier<@Nullable MembersFeed> feed) {
    this.session = session;
    this.access = access;
    this.sending = sending;
    this.clock = clock;
    this.feed = feed;
    this.bindings = session.catalog().type("iam.edgelq.com/RoleBinding");
    this.invitations = session.catalog().type("iam.edgelq.com/ProjectInvitation");
  }

  private void withFeed(Consumer<MembersFeed> then) {
    MembersFeed open = feed.get();
    if (open != null) {
      then.accept(open);
    }
  }

  private InviteDialog.Around around(MembersFeed open) {
    Map<String, String> pending = new HashMap<>();
    InvitationRow.of(open.invitations(), open.names(), clock.instant()).stream()
        .filter(row -> row.standing().isOpen())
        .forEach(
            row ->
                pending.put(row.email().toLowerCase(Locale.ROOT), String.join(", ", row.roles())));
    return new InviteDialog.Around(
        session, access, open.above(), open.names(), open.groups(), pending, sending, clock);
  }

  void invite() {
    withFeed(open -> dialog(open).open());
  }

  private InviteDialog dialog(MembersFeed open) {
    return new InviteDialog(around(open), open.names().scopeTitle(access.scope()));
  }

  void give() {
    withFeed(open -> new BindingDialog(around(open), open.bindings()).open());
  }

  // ---- requests for access ----

  @Override
  public void give(AccessRequest request) {
    withFeed(open -> BindingDialog.answering(around(open), open.bindings(), request).open());
  }

  @Override
  public void dismiss(AccessRequest request) {
    String who = AccessWords.member(request.getMember());
    sending.send(
        session.accessRequests().dismiss(request.getName()),
        text("requests.dismissed", who),
        text("requests.dismiss.failed", who));
  }

  // ---- roles ----

  @Override
  public Guarded changing(Held role) {
    return access.once(
        () -> access.may(Permissions.of(bindings, StandardMethod.UPDATE), role.binding()));
  }

  @Override
  public Guarded removing(Held role) {
    return access.once(
        () -> access.may(Permissions.of(bindings, StandardMethod.DELETE), role.binding()));
  }

  @Override
  public void change(MemberRow row, Held role) {
    withFeed(
        open ->
            binding(open, role)
                .ifPresent(
                    binding ->
                        BindingDialog.changing(around(open), open.bindings(), binding).open()));
  }

  private static Optional<RoleBinding> binding(MembersFeed open, Held role) {
    return open.bindings().stream()
        .filter(binding -> binding.getName().equals(role.binding()))
        .findFirst();
  }

  @Override
  public void remove(MemberRow row, Held role) {
    boolean last =
        row.roles().size() == 1
            && Optional.ofNullable(feed.get())
                    .map(MembersFeed::members)
                    .orElse(java.util.List.of())
                    .stream()
                    .filter(other -> other.member().equals(row.member()))
                    .count()
                == 1;
    sending.confirm(
        text("member.remove.title", role.title(), row.called()),
        text(last ? "member.remove.last" : "member.remove.effect", row.called(), role.title()),
        text("member.remove", role.title()),
        () ->
            sending.send(
                session.actions().delete(bindings, role.binding()),
                text("member.removed", role.title(), row.called()),
                text("member.remove.failed", role.title())));
  }

  // ---- invitations ----

  @Override
  public Verdict mayResend(InvitationRow row) {
    return access.may(Permissions.of(invitations, "resend"), row.name());
  }

  @Override
  public Verdict mayRevoke(InvitationRow row) {
    return access.may(Permissions.of(invitations, StandardMethod.DELETE), row.name());
  }

  @Override
  public String whyNot(Verdict verdict) {
    return verdict instanceof Verdict.Denied denied ? AccessWords.reason(denied) : "";
  }

  @Override
  public void resend(InvitationRow row) {
    access
        .once(() -> mayResend(row))
        .act(
            () ->
                sending.send(
                    session.invitations().resend(row.name()),
                    text("invitation.resent", row.email()),
                    text("invitation.resend.failed", row.email())));
  }

  @Override
  public void revoke(InvitationRow row) {
    access
        .once(() -> mayRevoke(row))
        .act(
            () ->
                sending.confirm(
                    text("invitation.revoke.title", row.email()),
                    text("invitation.revoke.effect"),
                    text("invitation.revoke.do"),
                    () ->
                        sending.send(
                            session.actions().delete(invitations, row.name()),
                            text("invitation.revoked", row.email()),
                            text("invitation.revoke.failed", row.email()))));
  }

  @Override
  public void again(InvitationRow row) {
    access
        .once(() -> access.may(Permissions.of(invitations, StandardMethod.CREATE), access.scope()))
        .act(
            () ->
                withFeed(
                    open -> {
                      InviteDialog dialog = dialog(open);
                      dialog.again(row.invitation());
                      dialog.open();
                    }));
  }
}
