package dev.edgewatch.console.bff.access;

import dev.edgewatch.api.access.v1.ListGrantorsRequest;
import dev.edgewatch.api.access.v1.ListGrantorsResponse;
import dev.edgewatch.api.access.v1.WatchMyAccessRequest;
import dev.edgewatch.api.access.v1.WatchMyAccessResponse;
import dev.edgewatch.client.CustomCalls;
import java.util.List;

/** The regions as far as they tell what somebody may do. */
interface AccessRegions {
  /**
   * Ids of the regions that have a scope's bindings, its control region first. May block; refuses
   * when none is known.
   */
  List<String> serving(String scope);

  /** Opens the stream; refuses when the region is not known. */
  AutoCloseable watch(
      String region,
      WatchMyAccessRequest request,
      CustomCalls.Listener<WatchMyAccessResponse> listener);

  /** Blocks; refuses when the region does. */
  ListGrantorsResponse grantors(String region, ListGrantorsRequest request);
}
