package dev.edgewatch.client;

import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.Channels;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import io.grpc.Channel;
import java.util.Optional;
import java.util.function.Function;

/** One region. Opens nothing by itself; the region need not be known yet. Thread-safe. */
public final class RegionClient {
  private final String region;
  private final Function<String, Channel> channelOfService;

  RegionClient(String region, Channels channels) {
    this.region = region;
    this.channelOfService = service -> channels.to(service, region);
  }

  RegionClient(Endpoint endpoint, Channels channels) {
    this.region = endpoint.toString();
    this.channelOfService = service -> channels.to(endpoint);
  }

  /** Its id, or its address when it was reached by that. */
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
    return new RegionCalls(
        region, () -> channelOfService.apply(service), context, Optional.empty());
  }
}
