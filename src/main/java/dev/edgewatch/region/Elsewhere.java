package dev.edgewatch.region;

import dev.edgewatch.api.region.v1.ReleaseRequest;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What other regions have to do with a deletion.
 *
 * @param siblings empty for a region that is alone
 */
record Elsewhere(Region region, Optional<Siblings> siblings) {
  private static final Duration SOON = Duration.ofSeconds(5);

  /** A resource as its owner has it; refuses with UNAVAILABLE when that one does not answer. */
  Optional<Resource> find(String owner, ResourceType type, String name) {
    return siblings.orElseThrow(() -> unknown(owner)).find(owner, type, name);
  }

  /**
   * Tells all regions in which something may live below a resource that it is being deleted.
   *
   * @return some of what still lives there; nothing when all regions say so
   */
  List<String> remaining(ResourceType type, String name, String requestId) {
    List<ResourceType> children = region.catalog().childrenOf(type);
    if (siblings.isEmpty() || children.isEmpty() || type.parseName(name).region().isPresent()) {
      return List.of();
    }
    Set<String> services = new HashSet<>(Set.of(type.service()));
    children.forEach(child -> services.add(child.service()));
    List<String> remaining = new ArrayList<>();
    for (String other : siblings.get().serving(services)) {
      remaining.addAll(release(other, type.service(), new Key(type.fullName(), name), requestId));
    }
    return remaining;
  }

  /**
   * Tells a region that something of this one is being deleted or gone.
   *
   * @return some of what still lives below it there
   */
  List<String> release(String other, String service, Key target, String requestId) {
    ReleaseRequest request =
        ReleaseRequest.newBuilder()
            .setTarget(PrivateTypes.message(target))
            .setOwner(region.id())
            .setRequestId(requestId)
            .build();
    return siblings
        .orElseThrow(() -> unknown(other))
        .release(other, service, request)
        .getRemainingList();
  }

  private static RefusalException unknown(String other) {
    return new Refusal.Unavailable(
            "OWNER_UNREACHABLE",
            "region " + other + " cannot be asked: this region knows no other one",
            SOON)
        .exception();
  }
}
