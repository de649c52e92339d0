package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.iam.ServiceAccountEmails;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ResourceType;

/** The e-mail address of a service account follows from its name. */
record AccountRule(ResourceType type) implements WriteRule {
  @Override
  public Creation creating(Writing writing, Message body) {
    return Creation.of(
        ((ServiceAccount) body)
            .toBuilder().setEmail(ServiceAccountEmails.of(writing.name())).build());
  }
}
