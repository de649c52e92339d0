package dev.edgewatch.region;

import dev.edgewatch.api.region.v1.Target;
import java.util.Set;

/**
 * What other regions were told that a resource is about to refer to.
 *
 * @param sequence of the call that told them
 */
record Established(long sequence, Set<Target> targets) {
  static final Established NOTHING = new Established(0, Set.of());

  boolean isNothing() {
    return targets.isEmpty();
  }
}
