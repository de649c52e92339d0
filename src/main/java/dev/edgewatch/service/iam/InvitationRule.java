package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.access.InvitedTo;
import dev.edgewatch.api.iam.v1.Actor;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is special about making an invitation (contract section 11.7): who invites is who calls, it
 * is open for a week, and a mail goes out. What is offered is held to the rules of bindings and of
 * groups, now and again when it is accepted. What is offered to whom never changes: who wants that
 * deletes the invitation and makes another one.
 */
record InvitationRule(
    Region region,
    InvitationType invitations,
    UserRows users,
    RoleBindingRule bindings,
    GroupMemberRule places,
    Outbox outbox)
    implements WriteRule {
  private static final Set<String> LANGUAGES = Set.of("", "en-us", "ja-jp");
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MOST = 20;

  @Override
  public ResourceType type() {
    return invitations.type();
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    Invitation sent = invitations.of(body);
    Invitation.Builder invitation =
        sent.toBuilder()
            .setInviteeEmail(
                EmailAddress.required("invitation.invitee_email", sent.getInviteeEmail()))
            .removeExtras(InvitedTo.ORGANIZATION_TITLE)
            .setState(Invitation.State.PENDING);
    requireLanguage(sent);
    expiration(invitation);
    inviter(writing, invitation);
    requireOffered(writing, invitation.build());
    outbox.send(writing.session(), writing.name(), region.clock().instant());
    return Creation.of(
        InvitedTo.titled(invitations.with(body, invitation.build()), title(writing)));
  }

  private static void requireLanguage(Invitation invitation) {
    if (!LANGUAGES.contains(invitation.getLanguageCode())) {
      throw Refusal.invalid(
          "LANGUAGE_UNKNOWN",
          "invitation.language_code",
          "invitation.language_code is "
              + Quoted.of(invitation.getLanguageCode())
              + "; expected en-us, ja-jp or nothing");
    }
  }

  private void expiration(Invitation.Builder invitation) {
    Instant now = region.clock().instant();
    if (!invitation.hasExpirationDate()) {
      invitation.setExpirationDate(ProtoTimes.timestamp(now.plus(InvitationType.OPEN)));
    }
    long until = Timestamps.toMillis(invitation.getExpirationDate());
    if (until <= now.toEpochMilli() || until > now.plus(LONGEST).toEpochMilli()) {
      throw Refusal.invalid(
          "EXPIRATION_OUT_OF_RANGE",
          "invitation.expiration_date",
          "invitation.expiration_date is "
              + Timestamps.toString(invitation.getExpirationDate())
              + "; expected a time from now on and within "
              + LONGEST.toDays()
              + " days");
    }
  }

  /** Never what the client says about himself. */
  private void inviter(Writing writing, Invitation.Builder invitation) {
    invitation.clearInviterActor().clearInviterEmail().clearInviterFullName();
    switch (writing.call().map(call -> call.principal()).orElse(null)) {
      case Principal.User person -> {
        ResourceName user = users.nameOf(person);
        invitation
            .setInviterActor(Actor.newBuilder().setUser(user.text()))
            .setInviterEmail(person.email().orElse(""))
            .setInviterFullName(
                writing
                    .session()
                    .get(user)
                    .map(row -> row.as(User.class).getFullName())
                    .orElse(""));
      }
      case Principal.ServiceAccount account ->
          invitation
              .setInviterActor(Actor.newBuilder().setServiceAccount(account.name()))
              .setInviterEmail(account.email());
      case null -> {}
      case Principal.Operator trusted -> {}
      case Principal.Client program -> throw nobody(program);
      case Principal.Region copying -> throw nobody(copying);
      case Principal.Anonymous unknown -> throw nobody(unknown);
    }
  }

  private static RuntimeException nobody(Principal principal) {
    return new Refusal.Precondition(
            "NOBODY_INVITES",
            principal.member() + " cannot invite; expected a person or a service account",
            List.of())
        .exception();
  }

  private void requireOffered(Writing writing, Invitation invitation) {
    requireFew("invitation.binding_roles", invitation.getBindingRolesCount());
    requireFew("invitation.groups", invitation.getGroupsCount());
    requireFew("invitation.extras", invitation.getExtrasCount());
    ResourceType roleType = region.catalog().type("iam.edgelq.com/Role");
    for (RoleBinding binding : Offered.bindings(writing.name(), invitation)) {
      writing.session().require(roleType.parseName(binding.getRole()).requireConcrete());
      bindings.completed(writing, binding);
    }
    ResourceType groupType = region.catalog().type("iam.edgelq.com/Group");
    for (String group : invitation.getGroupsList()) {
      ResourceName name = groupType.parseName(group).requireConcrete();
      if (!name.parent().text().equals(InvitationType.scopeOf(writing.name()))) {
        throw Refusal.invalid(
            "GROUP_OUT_OF_REACH",
            "invitation.groups",
            "invitation.groups holds "
                + Quoted.of(group)
                + "; expected groups of "
                + InvitationType.scopeOf(writing.name()));
      }
      writing.session().require(name);
      places.require(writing, group);
    }
  }

  private static void requireFew(String field, int count) {
    if (count > MOST) {
      throw Refusal.invalid(
          "TOO_MANY", field, field + " has " + count + " values; expected at most " + MOST);
    }
  }

  private String title(Writing writing) {
    return writing
        .session()
        .get(invitations.scope(region.catalog(), writing.name()))
        .map(
            scope ->
                switch (scope.message()) {
                  case Project project -> project.getTitle();
                  case Organization organization -> organization.getTitle();
                  default -> "";
                })
        .orElse("");
  }

  /** A client may leave out what cannot be changed. */
  @Override
  public Message updating(Writing writing, Message before, Message after) {
    Invitation was = invitations.of(before);
    Invitation wanted = invitations.of(after);
    boolean other =
        isOther(wanted.getInviteeEmail(), was.getInviteeEmail(), "")
            || isOther(wanted.getInviterActor(), was.getInviterActor(), Actor.getDefaultInstance())
            || isOther(wanted.getInviterEmail(), was.getInviterEmail(), "")
            || isOther(wanted.getInviterFullName(), was.getInviterFullName(), "")
            || isOther(wanted.getBindingRolesList(), was.getBindingRolesList(), List.of())
            || isOther(wanted.getGroupsList(), was.getGroupsList(), List.of());
    if (other) {
      throw new Refusal.Precondition(
              "INVITATION_IMMUTABLE",
              "what an invitation offers, to whom and by whom cannot be changed; delete it and"
                  + " make another one",
              List.of(writing.name().text()))
          .exception();
    }
    requireLanguage(wanted);
    Invitation.Builder kept =
        wanted.toBuilder()
            .setInviteeEmail(was.getInviteeEmail())
            .setInviterActor(was.getInviterActor())
            .setInviterEmail(was.getInviterEmail())
            .setInviterFullName(was.getInviterFullName())
            .clearBindingRoles()
            .addAllBindingRoles(was.getBindingRolesList())
            .clearGroups()
            .addAllGroups(was.getGroupsList());
    if (!was.hasInviterActor()) {
      kept.clearInviterActor();
    }
    if (!wanted.hasExpirationDate()) {
      kept.setExpirationDate(was.getExpirationDate());
    }
    if (!kept.getExpirationDate().equals(was.getExpirationDate())) {
      expiration(kept);
    }
    return InvitedTo.titled(invitations.with(after, kept.build()), InvitedTo.title(before));
  }

  private static boolean isOther(Object wanted, Object was, Object leftOut) {
    return !Objects.equals(wanted, was) && !Objects.equals(wanted, leftOut);
  }
}
