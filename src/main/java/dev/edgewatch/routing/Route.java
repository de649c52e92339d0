package dev.edgewatch.routing;

import java.util.List;

/** Where a call goes (contract section 8.4). */
public sealed interface Route {

  /** This region and no other. */
  record To(String region) implements Route {}

  /** Any of these: each has the data or a copy. The first one is the best. Never empty. */
  record Any(List<String> regions) implements Route {
    public Any {
      regions = List.copyOf(regions);
    }
  }

  /** All of these, and the answers are merged. Never empty. */
  record Split(List<String> regions) implements Route {
    public Split {
      regions = List.copyOf(regions);
    }
  }

  /**
   * The region that owns the row, {@code metadata.syncing.owning_region}; ask {@code readers} for
   * the row first.
   */
  record OwnerOf(String name, Any readers) implements Route {}

  /**
   * The control region of the policy holder, {@code multi_region_policy.default_control_region};
   * ask {@code readers} for it.
   */
  record ControlRegionOf(String holder, Any readers) implements Route {}
}
