package dev.edgewatch.console.bff;

import java.util.Set;

/**
 * Stops and starts regional deployments from the console. Present only where the console runs them
 * itself: in the demo.
 */
public interface RegionControl {
  /** Ids of the regions that are running. */
  Set<String> running();

  /** Stops the region's server as an operator would; returns when it has stopped. Blocks. */
  void stop(String region);

  /** Starts it again on the same port and database. Blocks. */
  void start(String region);
}
