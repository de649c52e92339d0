package dev.edgewatch.region;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import java.util.List;
import java.util.Optional;

/** Refuses writes of what another region owns: a copy here is never changed here. */
record Owners(String region) {
  /** Reason of the refusal; its one blocker is the id of the owning region. */
  static final String ELSEWHERE = "OWNED_ELSEWHERE";

  /** The owner that a refused write names. */
  static Optional<String> named(Refusal refusal) {
    return refusal instanceof Refusal.Precondition precondition
            && precondition.reason().equals(ELSEWHERE)
        ? precondition.blockers().stream().findFirst()
        : Optional.empty();
  }

  /** Whether this region owns what has this owner; what has none belongs to the region it is in. */
  boolean isHere(String owner) {
    return owner.isEmpty() || owner.equals(region);
  }

  void requireHere(ResourceName name, String owner) {
    if (!isHere(owner)) {
      throw new Refusal.Precondition(
              ELSEWHERE,
              name.type().simpleName()
                  + " '"
                  + name.text()
                  + "' belongs to region "
                  + owner
                  + "; this is "
                  + region,
              List.of(owner))
          .exception();
    }
  }
}
