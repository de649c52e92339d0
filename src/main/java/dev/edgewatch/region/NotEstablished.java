package dev.edgewatch.region;

import dev.edgewatch.api.region.v1.Target;
import java.util.Set;

/**
 * Ends a session that would write references to other regions that these do not know of yet: they
 * are told first, then the session is run again. Never leaves the package.
 */
final class NotEstablished extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<Target> targets;

  NotEstablished(Set<Target> targets) {
    super("references to other regions are not established", null, false, false);
    this.targets = Set.copyOf(targets);
  }

  Set<Target> targets() {
    return targets;
  }
}
