package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.CallCondition;
import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.util.List;

/**
 * Whoever says when a condition is met gives all that is held under it, and so must hold it without
 * the condition. Bindings may name one that does not exist yet.
 */
record ConditionRule(Region region, Giving giving) implements WriteRule {

  @Override
  public ResourceType type() {
    return region.catalog().type("iam.edgelq.com/Condition");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    requireNetworks((Condition) body);
    require(writing);
    return Creation.of(body);
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    if (!demand((Condition) before).equals(demand((Condition) after))) {
      requireNetworks((Condition) after);
      require(writing);
    }
    return after;
  }

  private static void requireNetworks(Condition condition) {
    Condition.IpCondition networks = condition.getIpCondition();
    requireNetworks("ip_condition.allowed_cidrs", networks.getAllowedCidrsList());
    requireNetworks("ip_condition.disabled_cidrs", networks.getDisabledCidrsList());
  }

  private static void requireNetworks(String field, List<String> networks) {
    networks.stream()
        .filter(network -> !CallCondition.isNetwork(network))
        .findFirst()
        .ifPresent(
            network -> {
              throw Refusal.invalid(
                  "NETWORK_MALFORMED",
                  field,
                  field
                      + " holds "
                      + Quoted.of(network)
                      + "; expected addresses and networks such as 10.0.0.0/8");
            });
  }

  private void require(Writing writing) {
    writing.authority().ifPresent(by -> giving.requireWithout(by, writing.name().text()));
  }

  /** What is left without what it is called. */
  private static Condition demand(Condition condition) {
    return condition.toBuilder().clearMetadata().clearDisplayName().clearDescription().build();
  }
}
