package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.iam.ServiceAccountEmails;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ResourceType;

/** The e-mail address of a service account follows from its name; a last owner stays. */
record AccountRule(Region region) implements WriteRule {

  @Override
  public ResourceType type() {
    return region.catalog().type("iam.edgelq.com/ServiceAccount");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    return Creation.of(
        ((ServiceAccount) body)
            .toBuilder().setEmail(ServiceAccountEmails.of(writing.name())).build());
  }

  @Override
  public void deleting(Writing writing, Message gone) {
    Principal account = Principal.ServiceAccount.of((ServiceAccount) gone);
    new LastOwners(region).require(writing, account.member(), region.access().bindings(account));
  }
}
