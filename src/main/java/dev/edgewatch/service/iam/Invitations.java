package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Actor;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answering invitations (contract section 11.7, gaps E7 to E9). An invitation is for whoever has
 * its e-mail address, verified by the identity provider. Somebody else is answered as if there were
 * none; one that is not open is refused with the same words, whatever became of it.
 */
final class Invitations {
  private static final int PAGE = 1_000;

  private final Region region;
  private final InvitationType invitations;
  private final UserRows users;
  private final Outbox outbox;

  Invitations(Region region, InvitationType invitations, UserRows users, Outbox outbox) {
    this.region = region;
    this.invitations = invitations;
    this.users = users;
    this.outbox = outbox;
  }

  /** Gives what is offered, once, and by what the inviter may give. */
  void accept(CallContext context, String text, MethodSession session) {
    Resource row = open(context, text, session);
    ResourceName name = invitations.type().parseName(row.name());
    Invitation invitation = invitations.of(row.message());
    Optional<Principal> inviter = inviter(invitation, name, session);
    try {
      session.byAuthorityOf(inviter);
      give(invitation, name, session);
    } catch (RefusalException lacking) {
      throw lacking.refusal() instanceof Refusal.Denied ? inviterLacks(name) : lacking;
    }
    session.byAuthorityOf(Optional.of(context.principal()));
    conclude(session, row, Invitation.State.ACCEPTED);
  }

  private void give(Invitation invitation, ResourceName name, MethodSession session) {
    ResourceType bindingType = region.catalog().type("iam.edgelq.com/RoleBinding");
    for (RoleBinding binding : Offered.bindings(name, invitation)) {
      createMissing(session, bindingType.parseName(binding.getName()), binding);
    }
    ResourceType memberType = region.catalog().type("iam.edgelq.com/GroupMember");
    for (GroupMember place : Offered.places(name, invitation)) {
      createMissing(session, memberType.parseName(place.getName()), place);
    }
  }

  private static void createMissing(MethodSession session, ResourceName name, Message body) {
    if (session.get(name).isEmpty()) {
      session.create(name, body);
    }
  }

  void decline(CallContext context, String text, MethodSession session) {
    conclude(session, open(context, text, session), Invitation.State.DECLINED);
  }

  private void conclude(MethodSession session, Resource row, Invitation.State state) {
    Message before = row.message();
    session.replace(
        row, invitations.with(before, invitations.of(before).toBuilder().setState(state).build()));
  }

  /** One that is open and for the caller. */
  private Resource open(CallContext context, String text, MethodSession session) {
    ResourceName name = invitations.type().parseName(text).requireConcrete();
    Optional<String> email = users.person(context).email();
    Resource row =
        session
            .get(name)
            .filter(found -> email.equals(Optional.of(of(found).getInviteeEmail())))
            .orElseThrow(() -> denied(name));
    if (InvitationType.stateAt(of(row), now()) != Invitation.State.PENDING) {
      throw notOpen(name);
    }
    return row;
  }

  private Invitation of(Resource row) {
    return invitations.of(row.message());
  }

  private Instant now() {
    return region.clock().instant();
  }

  private static RefusalException denied(ResourceName name) {
    return new Refusal.Denied(
            "",
            name.text(),
            "there is no invitation of this name to the e-mail address of the caller, or the"
                + " address is not verified")
        .exception();
  }

  private static RefusalException notOpen(ResourceName name) {
    return new Refusal.Precondition(
            "INVITATION_NOT_OPEN",
            "the invitation is not open any more; ask for another one",
            List.of(name.text()))
        .exception();
  }

  private static RefusalException inviterLacks(ResourceName name) {
    return new Refusal.Precondition(
            "INVITER_LACKS_ROLE",
            "who sent the invitation may not give any more what it offers; ask for another one",
            List.of(name.text()))
        .exception();
  }

  /**
   * Who has to hold what the invitation gives, at the moment it is accepted; nobody when an
   * operator has made it. Refuses when the inviter is gone.
   */
  private Optional<Principal> inviter(
      Invitation invitation, ResourceName name, MethodSession session) {
    Actor actor = invitation.getInviterActor();
    if (!actor.getUser().isEmpty()) {
      ResourceName user = users.type().parseName(actor.getUser());
      Resource row = session.get(user).orElseThrow(() -> notOpen(name));
      return Optional.of(Principal.User.of(row.as(User.class)));
    }
    if (!actor.getServiceAccount().isEmpty()) {
      ResourceName account =
          region
              .catalog()
              .type("iam.edgelq.com/ServiceAccount")
              .parseName(actor.getServiceAccount());
      Resource row = session.get(account).orElseThrow(() -> notOpen(name));
      return Optional.of(Principal.ServiceAccount.of(row.as(ServiceAccount.class)));
    }
    return Optional.empty();
  }

  /** Opens it for another week and sends the mail again; also after its time. */
  Message resend(String text, MethodSession session) {
    ResourceName name = invitations.type().parseName(text).requireConcrete();
    Resource row = session.require(name);
    Invitation invitation = of(row);
    Invitation.State state = InvitationType.stateAt(invitation, now());
    if (state != Invitation.State.PENDING && state != Invitation.State.EXPIRED) {
      throw notOpen(name);
    }
    outbox.send(session, name, now());
    Invitation again =
        invitation.toBuilder()
            .setState(Invitation.State.PENDING)
            .setExpirationDate(ProtoTimes.timestamp(now().plus(InvitationType.OPEN)))
            .build();
    return session.replace(row, invitations.with(row.message(), again)).message();
  }

  /**
   * Those to the caller that are in this region, with the state they are in now.
   *
   * @param parent may be empty, which is everywhere
   */
  List<Message> mine(CallContext context, String parent, String filterText) {
    ResourceType type = invitations.type();
    Filter filter = Filter.parse(type, filterText);
    Optional<String> email = users.person(context).email();
    if (email.isEmpty()) {
      return List.of();
    }
    Filter own = Filter.parse(type, "invitation.invitee_email = \"" + quotable(email.get()) + "\"");
    Query query =
        new Query(
            type,
            type.parseParent(parent.isEmpty() ? invitations.everywhere() : parent),
            own,
            OrderBy.parse(type, ""));
    return rows(region, query).stream()
        .map(row -> asOfNow(row.message()))
        .filter(filter::test)
        .toList();
  }

  /** Addresses of the provider may have any form; one that is none has no invitations. */
  private static String quotable(String email) {
    return EmailAddress.required("email", email);
  }

  private Message asOfNow(Message row) {
    Invitation invitation = invitations.of(row);
    return invitations.with(
        row, invitation.toBuilder().setState(InvitationType.stateAt(invitation, now())).build());
  }

  static List<Resource> rows(Region region, Query query) {
    List<Resource> rows = new ArrayList<>();
    String token = "";
    do {
      Page page = region.watches().list(query, token, PAGE);
      rows.addAll(page.resources());
      token = page.nextToken();
    } while (!token.isEmpty());
    return rows;
  }
}
