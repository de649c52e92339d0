package dev.edgewatch.client;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Channels;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.EnvRegistry;
import dev.edgewatch.routing.ForwardContext;
import dev.edgewatch.routing.RetryPolicy;
import java.util.List;
import java.util.Optional;

/** A client of one scripted region, without the registry's own watches. */
final class TestClient implements AutoCloseable {
  private final Channels channels;
  private final Endpoint endpoint;

  TestClient(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.channels =
        new Channels(
            new EnvRegistry(List.of(endpoint)),
            ChannelSecurity.PLAINTEXT_ON_LOOPBACK,
            new RetryPolicy(Catalog.compiled().types()));
  }

  ResourceClient devices() {
    return devices(ForwardContext.of(_ -> "token-of-ann"));
  }

  ResourceClient devices(ForwardContext context) {
    return new ResourceClient(
        Devices.TYPE,
        new RegionCalls("us-west2", () -> channels.to(endpoint), context, Optional.empty()));
  }

  boolean reachable() {
    return channels.reachable(endpoint);
  }

  @Override
  public void close() {
    channels.close();
  }
}
