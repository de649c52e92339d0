package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.region.CallContext;
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
    return completed(writing, (GroupMember) after);
  }

  private GroupMember completed(Writing writing, GroupMember body) {
    MemberKind kind = MemberKind.of(body.getMember());
    writing.call().map(CallContext::principal).ifPresent(by -> require(by, writing));
    return kind == MemberKind.USER
        ? body.toBuilder().setMember(body.getMember().toLowerCase(Locale.ROOT)).build()
        : body;
  }

  private void require(Principal giver, Writing writing) {
    region
        .access()
        .bindingsOfGroup(writing.name().parent().text())
        .forEach(held -> giving.require(giver, held.role(), held.binding()));
  }
}
