package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.iam.Memberships;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ResourceType;

/** A group has an address, which follows from its name (contract section 1.5). */
record GroupRule(Region region) implements WriteRule {

  @Override
  public ResourceType type() {
    return region.catalog().type("iam.edgelq.com/Group");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    return Creation.of(
        ((Group) body).toBuilder().setEmail(Memberships.email(writing.name().text())).build());
  }

  @Override
  public void deleting(Writing writing, Message gone) {
    new LastOwners(region)
        .require(
            writing,
            ((Group) gone).getEmail(),
            region.access().bindingsThrough(writing.name().text()));
  }
}
