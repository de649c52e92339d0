package dev.edgewatch.client;

import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.Channels;
import dev.edgewatch.routing.ForwardContext;
import java.util.Optional;

/** One region, by its id. Opens nothing by itself; the region need not be known yet. Thread-safe. */
public final class RegionClient {
  private final String region;
  private final Channels channels;

  RegionClient(String region, Channels channels) {
    this.region = region;
    this.channels = channels;
  }

  public String region() {
    return region;
  }

  /** Resources of one type in this region, on behalf of a caller. */
  public ResourceClient resources(ResourceType type, ForwardContext context) {
    return new ResourceClient(type, calls(type.service(), context));
  }

  /** Custom methods of a service (by its domain) in this region. */
  public CustomCalls custom(String service, ForwardContext context) {
    return new CustomCalls(calls(service, context));
  }

  private RegionCalls calls(String service, ForwardContext context) {
    return new RegionCalls(region, () -> channels.to(service, region), context, Optional.empty());
  }
}
