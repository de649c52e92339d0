package dev.edgewatch.service.iam;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.MembersInfo;
import dev.edgewatch.api.iam.v1.MembersMasks;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.iam.Memberships;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Who is behind member strings. Whoever may see that somebody is a member also sees who that is, by
 * his name and address, and on which day he was last seen; the rest of a row is shown to those who
 * may read the row itself.
 */
final class Members {
  private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

  private final Region region;
  private final Kind users;
  private final Kind accounts;
  private final Kind groups;

  /**
   * @param told what everybody sees of a member of this kind
   */
  private record Kind(ResourceType type, Mask told) {
    Kind(ResourceType type, String... told) {
      this(type, Mask.of(type.descriptor(), told));
    }
  }

  Members(Region region) {
    Catalog catalog = region.catalog();
    this.region = region;
    this.users =
        new Kind(
            catalog.type("iam.edgelq.com/User"),
            "name",
            "full_name",
            "email",
            "email_verified",
            "refreshed_time");
    this.accounts =
        new Kind(
            catalog.type("iam.edgelq.com/ServiceAccount"),
            "name",
            "display_name",
            "description",
            "email",
            "kind");
    this.groups =
        new Kind(
            catalog.type("iam.edgelq.com/Group"), "name", "display_name", "description", "email");
  }

  /** As a caller sees them who asks for these fields; refuses what are no fields. */
  Shown shownTo(CallContext context, MembersMasks masks) {
    return new Shown(
        context,
        wanted(users, masks, masks.getUserMask()),
        wanted(accounts, masks, masks.getServiceAccountMask()),
        wanted(groups, masks, masks.getGroupMask()));
  }

  private static Mask wanted(Kind kind, MembersMasks masks, FieldMask fields) {
    return Mask.ofView(kind.type, masks.getView(), fields)
        .union(Mask.of(kind.type.descriptor(), "name"));
  }

  /** Members for one caller. */
  final class Shown {
    private final CallContext context;
    private final Mask ofUsers;
    private final Mask ofAccounts;
    private final Mask ofGroups;

    private Shown(CallContext context, Mask ofUsers, Mask ofAccounts, Mask ofGroups) {
      this.context = context;
      this.ofUsers = ofUsers;
      this.ofAccounts = ofAccounts;
      this.ofGroups = ofGroups;
    }

    /**
     * Who a member is; empty when nobody is known by that string.
     *
     * @param rows that the member stands in, which decide which group is meant
     */
    Optional<MembersInfo> find(String member, Set<String> rows) {
      MembersInfo.Builder found = MembersInfo.newBuilder();
      region.access().row(member).ifPresent(row -> addHolder(found, row));
      MemberKind.GROUP.nameIn(member).stream()
          .flatMap(email -> Memberships.groupsAt(email).stream())
          .filter(group -> rows.stream().anyMatch(row -> region.access().isMeant(group, row)))
          .flatMap(group -> region.watches().get(groups.type, group).stream())
          .forEach(row -> found.addGroups((Group) shown(groups, row.message(), ofGroups)));
      return isEmpty(found) ? Optional.empty() : Optional.of(found.setMember(member).build());
    }

    private static boolean isEmpty(MembersInfo.Builder found) {
      return found.getUsersCount() + found.getServiceAccountsCount() + found.getGroupsCount() == 0;
    }

    private void addHolder(MembersInfo.Builder found, Message row) {
      switch (row) {
        case User user -> found.addUsers((User) shown(users, user, ofUsers));
        case ServiceAccount account ->
            found.addServiceAccounts((ServiceAccount) shown(accounts, account, ofAccounts));
        default ->
            throw new IllegalStateException("nobody: " + row.getDescriptorForType().getFullName());
      }
    }

    private Message shown(Kind kind, Message row, Mask wanted) {
      ResourceName name = kind.type.parseName(kind.type.nameOf(row));
      Message visible = region.shown(context.requester(), name, wanted).project(row);
      return mayRead(name) ? visible : onTheDay(kind.told.project(visible));
    }

    /** Who may look for anybody's address does not learn to the second when he comes and goes. */
    private static Message onTheDay(Message row) {
      return row instanceof User user && user.hasRefreshedTime()
          ? user.toBuilder()
              .setRefreshedTime(
                  Timestamp.newBuilder()
                      .setSeconds(
                          user.getRefreshedTime().getSeconds()
                              / SECONDS_OF_A_DAY
                              * SECONDS_OF_A_DAY))
              .build()
          : row;
    }

    private boolean mayRead(ResourceName name) {
      Permission reading = Permission.of(name.type(), StandardMethod.GET);
      return region.authorized(authorizer -> authorizer.allows(context.requester(), reading, name));
    }
  }
}
