package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.ui.access.AccessWords;
import dev.edgewatch.console.ui.access.Guarded;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.live.DrainTimer;
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

/** What can be done about members; rows change because the watch says so. */
final class MemberActs implements MemberGrid.Acts, RequestSection.Acts {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final PageAccess access;
  private final Sending sending;
  private final Clock clock;
  private final Supplier<@Nullable MembersFeed> feed;
  private final ResourceType bindings;

  /**
   * Acts in the scope of {@code access}.
   *
   * @param feed what is on the screen; null while nothing is
   */
  MemberActs(
      ConsoleSession session,
      DrainTimer timer,
      PageAccess access,
      Sending sending,
      Clock clock,
      Supplier<@Nullable MembersFeed> feed) {
    this.session = session;
    this.timer = timer;
    this.access = access;
    this.sending = sending;
    this.clock = clock;
    this.feed = feed;
    this.bindings = session.catalog().type("iam.edgelq.com/RoleBinding");
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
        session, timer, access, open.above(), open.names(), open.groups(), pending, sending, clock);
  }

  /** What a dialog needs of what is on the screen. */
  Optional<InviteDialog.Around> around() {
    return Optional.ofNullable(feed.get()).map(this::around);
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
}
