package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ResourceType;
import java.util.Locale;

/** Whoever takes somebody into a group gives him all that is bound to it, and so must hold it. */
record GroupMemberRule(Region region, Giving giving) implements WriteRule {

  @Override
  public ResourceType type() {
    return region.catalog().type("iam.edgelq.com/GroupMember");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    return Creation.of(completed(writing, (GroupMember) body));
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    if (!((GroupMember) before).getMember().equals(((GroupMember) after).getMember())) {
      requireOwnersWithout(writing, (GroupMember) before);
    }
    return completed(writing, (GroupMember) after);
  }

  @Override
  public void deleting(Writing writing, Message gone) {
    requireOwnersWithout(writing, (GroupMember) gone);
  }

  private void requireOwnersWithout(Writing writing, GroupMember leaving) {
    new LastOwners(region)
        .require(
            writing,
            leaving.getMember(),
            region.access().bindingsThrough(writing.name().parent().text()));
  }

  private GroupMember completed(Writing writing, GroupMember body) {
    MemberKind kind = MemberKind.of(body.getMember());
    require(writing, writing.name().parent().text());
    return kind == MemberKind.USER
        ? body.toBuilder().setMember(body.getMember().toLowerCase(Locale.ROOT)).build()
        : body;
  }

  /**
   * Refuses when whoever this is written by lacks something of what is bound to the group, or to
   * one that it belongs to.
   */
  void require(Writing writing, String group) {
    writing
        .authority()
        .ifPresent(
            giver ->
                region
                    .access()
                    .bindingsThrough(group)
                    .forEach(held -> giving.require(giver, held.role(), held.binding())));
  }
}
