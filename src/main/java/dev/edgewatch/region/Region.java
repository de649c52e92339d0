package dev.edgewatch.region;

import dev.edgewatch.iam.Authorizer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.store.Store;
import dev.edgewatch.watch.Watches;
import java.time.Clock;

/**
 * What the methods of a region work with. Thread-safe.
 *
 * @param id {@code us-west2}
 */
public record Region(
    String id,
    Catalog catalog,
    Store store,
    Watches watches,
    Authorizer authorizer,
    RegionLimits limits,
    RegionTimer timer,
    Clock clock) {

  /** Waits until the region has seen what the caller has; refuses positions of other regions. */
  Position settle(CallContext context) {
    context.atLeast().ifPresent(this::awaitPosition);
    return store.feed().position();
  }

  private void awaitPosition(Position wanted) {
    if (!wanted.region().equals(id)) {
      throw Refusal.invalid(
          "POSITION_FOREIGN", "position", "position is '" + wanted.text() + "'; expected one of region " + id);
    }
    store.await(wanted, limits.positionWait());
  }
}
