package dev.edgewatch.console.ui.deletion;

import dev.edgewatch.resource.ResourceType;
import java.util.List;

/**
 * Resources of one type that a deletion has something to do with.
 *
 * @param lookups where they are; together they find each of them
 */
record Dependent(Effect effect, ResourceType type, List<Lookup> lookups) {

  /** What the deletion makes of them, in the order in which it is shown. */
  enum Effect {
    BLOCKS,
    GOES_TOO,
    LOSES_IT
  }

  /**
   * Finds some of them.
   *
   * @param parent with wildcards
   * @param filter in the contract's language; empty for all
   */
  record Lookup(String parent, String filter) {
    /** Whether they are kept by services, which only those see who run them. */
    boolean isInServices() {
      return parent.startsWith("services/");
    }
  }
}
