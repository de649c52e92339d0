package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.access.AccessWords;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What can be done about invitations; rows change because the watch says so. Those to organizations
 * cannot be sent again (gaps E8): another one takes the place of the first.
 */
final class InvitationActs implements InvitationGrid.Acts {
  private static final Duration OPEN = Duration.ofDays(7);

  private final ConsoleSession session;
  private final PageAccess access;
  private final Sending sending;
  private final Clock clock;
  private final Supplier<Optional<InviteDialog.Around>> around;

  /**
   * Acts in the scope of {@code access}.
   *
   * @param around what a dialog needs; empty while nothing is on the screen
   */
  InvitationActs(
      ConsoleSession session,
      PageAccess access,
      Sending sending,
      Clock clock,
      Supplier<Optional<InviteDialog.Around>> around) {
    this.session = session;
    this.access = access;
    this.sending = sending;
    this.clock = clock;
    this.around = around;
  }

  private Tenant tenant() {
    return new Tenant(access.scope());
  }

  private ResourceType type() {
    return session.catalog().type("iam.edgelq.com/" + tenant().invitationType());
  }

  Verdict mayInvite() {
    return access.may(Permissions.of(type(), StandardMethod.CREATE), access.scope());
  }

  void invite() {
    around.get().map(InvitationActs::dialog).ifPresent(InviteDialog::open);
  }

  private static InviteDialog dialog(InviteDialog.Around around) {
    return new InviteDialog(around, around.names().scopeTitle(around.access().scope()));
  }

  @Override
  public Verdict mayResend(InvitationRow row) {
    return tenant().isProject()
        ? access.may(Permissions.of(type(), "resend"), row.name())
        : Stream.of(mayInvite(), mayRevoke(row))
            .filter(verdict -> !verdict.isOffered())
            .findFirst()
            .orElseGet(Verdict.Open::new);
  }

  @Override
  public Verdict mayRevoke(InvitationRow row) {
    return access.may(Permissions.of(type(), StandardMethod.DELETE), row.name());
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
                    tenant().isProject() ? session.invitations().resend(row.name()) : replace(row),
                    tenant().text("invitation.resent", row.email()),
                    text("invitation.resend.failed", row.email())));
  }

  /** The new one first: if only one of the two is done, somebody is invited twice and not never. */
  private CompletableFuture<Outcome> replace(InvitationRow row) {
    Invitation before = row.invitation();
    Invitation again =
        Invitation.newBuilder()
            .setInviteeEmail(before.getInviteeEmail())
            .setLanguageCode(before.getLanguageCode())
            .setExpirationDate(Timestamps.fromMillis(clock.instant().plus(OPEN).toEpochMilli()))
            .putAllExtras(before.getExtrasMap())
            .addAllBindingRoles(before.getBindingRolesList())
            .addAllGroups(before.getGroupsList())
            .build();
    ResourceType type = type();
    return session
        .actions()
        .create(type, access.scope(), tenant().invitation(again))
        .thenCompose(
            sent ->
                sent instanceof Outcome.Done
                    ? session.actions().delete(type, row.name())
                    : CompletableFuture.completedFuture(sent));
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
                            session.actions().delete(type(), row.name()),
                            text("invitation.revoked", row.email()),
                            text("invitation.revoke.failed", row.email()))));
  }

  @Override
  public void again(InvitationRow row) {
    access
        .once(this::mayInvite)
        .act(
            () ->
                around
                    .get()
                    .map(InvitationActs::dialog)
                    .ifPresent(
                        dialog -> {
                          dialog.again(row.invitation());
                          dialog.open();
                        }));
  }
}
