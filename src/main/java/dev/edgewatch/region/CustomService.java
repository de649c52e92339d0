package dev.edgewatch.region;

import java.util.List;

/**
 * The methods of a service that are not standard ones. Implementations are found by {@link
 * java.util.ServiceLoader}, so that this package does not know them, and are made anew for each
 * region.
 */
public interface CustomService extends AutoCloseable {

  /** Called once, before the region takes calls. */
  List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits);

  /**
   * The region is about to stop and ends all streams next: what ends from now on does not end
   * because of its caller.
   */
  @Override
  default void close() {}
}
