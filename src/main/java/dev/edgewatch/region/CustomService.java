package dev.edgewatch.region;

import java.util.List;

/**
 * What is special about a service: its methods that are not standard ones, and its rules about
 * writes. Implementations are found by {@link java.util.ServiceLoader}, so that this package does
 * not know them, and are made anew for each region.
 */
public interface CustomService extends AutoCloseable {

  /** Called once, before the region takes calls. */
  List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits);

  /** What is special about writing its types. Called once, before the region takes calls. */
  default List<WriteRule> rules(Region region, ResourceEdits edits) {
    return List.of();
  }

  /** What of its types is sealed where it is stored. Called once, before the region takes calls. */
  default List<Sealing> sealings(Region region) {
    return List.of();
  }

  /** Its work that survives a restart. Called once, before the region takes calls. */
  default List<DurableWork> work(Region region, ResourceEdits edits) {
    return List.of();
  }

  /** A call of somebody has come in. Called for every call, on its thread; must be quick. */
  default void cameIn(CallContext context) {}

  /**
   * The region is about to stop and ends all streams next: what ends from now on does not end
   * because of its caller.
   */
  @Override
  default void close() {}
}
