package dev.edgewatch.region;

import dev.edgewatch.api.region.v1.Target;
import dev.edgewatch.resource.ResourceName;
import java.util.Set;

/**
 * Ends a session that would write references to other regions that these do not know of yet: they
 * are told first, then the session is run again. Never leaves the package.
 */
final class NotEstablished extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ResourceName referrer;
  private final transient Set<Target> targets;

  NotEstablished(ResourceName referrer, Set<Target> targets) {
    super("references to other regions are not established", null, false, false);
    this.referrer = referrer;
    this.targets = Set.copyOf(targets);
  }

  ResourceName referrer() {
    return referrer;
  }

  Set<Target> targets() {
    return targets;
  }
}
