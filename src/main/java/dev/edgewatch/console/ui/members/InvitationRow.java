package dev.edgewatch.console.ui.members;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.OrganizationInvitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.api.types.Meta;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One invitation to a project or an organization.
 *
 * @param name its resource name
 * @param by who sent it; may be empty
 * @param ends when it can be taken no more
 */
record InvitationRow(
    String name,
    String email,
    List<String> roles,
    String only,
    Standing standing,
    Optional<Instant> ends,
    String by,
    Optional<Instant> sent,
    Invitation invitation) {

  InvitationRow {
    roles = List.copyOf(roles);
  }

  /** Where an invitation stands; the order is that of the list. */
  enum Standing {
    PENDING,
    EXPIRED,
    DECLINED,
    ACCEPTED;

    boolean isOpen() {
      return this == PENDING;
    }
  }

  /** The address that leads to it, without a slash in front. */
  String link() {
    return "invitations?name=" + name;
  }

  /** Those that wait first, of these the ones that end soonest. */
  static List<InvitationRow> of(
      Collection<? extends Message> invitations, Names names, Instant now) {
    return invitations.stream()
        .map(one -> of(one, names, now))
        .sorted(
            Comparator.comparing((InvitationRow row) -> row.standing())
                .thenComparing(row -> row.ends().orElse(Instant.MAX))
                .thenComparing(InvitationRow::email)
                .thenComparing(InvitationRow::name))
        .toList();
  }

  private static InvitationRow of(Message row, Names names, Instant now) {
    return switch (row) {
      case ProjectInvitation one ->
          of(one.getName(), one.getInvitation(), one.getMetadata(), names, now);
      case OrganizationInvitation one ->
          of(one.getName(), one.getInvitation(), one.getMetadata(), names, now);
      default -> throw new IllegalArgumentException(row.getDescriptorForType().getFullName());
    };
  }

  private static InvitationRow of(
      String name, Invitation invitation, Meta metadata, Names names, Instant now) {
    return new InvitationRow(
        name,
        invitation.getInviteeEmail(),
        invitation.getBindingRolesList().stream()
            .map(role -> names.roleTitle(role.getRole()))
            .toList(),
        invitation.getBindingRolesList().stream()
            .map(role -> Names.only(role.getScopeParamsList(), role.getExecutableConditionsList()))
            .filter(only -> !only.isEmpty())
            .distinct()
            .collect(Collectors.joining(", ")),
        standing(invitation, now),
        instant(invitation.hasExpirationDate(), invitation.getExpirationDate()),
        invitation.getInviterEmail().isEmpty()
            ? invitation.getInviterFullName()
            : by(invitation, names),
        instant(metadata.hasCreateTime(), metadata.getCreateTime()),
        invitation);
  }

  private static String by(Invitation invitation, Names names) {
    String email = invitation.getInviterEmail();
    boolean own = !names.person(email).equals(email);
    return own || invitation.getInviterFullName().isEmpty()
        ? names.person(email)
        : invitation.getInviterFullName();
  }

  /** Regions note only now and then that an invitation has run out. */
  private static Standing standing(Invitation invitation, Instant now) {
    return switch (invitation.getState()) {
      case ACCEPTED -> Standing.ACCEPTED;
      case DECLINED -> Standing.DECLINED;
      case EXPIRED -> Standing.EXPIRED;
      case PENDING, STATE_UNSPECIFIED, UNRECOGNIZED ->
          instant(invitation.hasExpirationDate(), invitation.getExpirationDate())
                  .filter(ends -> !ends.isAfter(now))
                  .isPresent()
              ? Standing.EXPIRED
              : Standing.PENDING;
    };
  }

  private static Optional<Instant> instant(boolean present, Timestamp time) {
    return present
        ? Optional.of(Instant.ofEpochMilli(Timestamps.toMillis(time)))
        : Optional.empty();
  }
}
