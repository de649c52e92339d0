package dev.edgewatch.client;

import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * How a program finds its regions.
 *
 * @param bootstrap where to ask for all other endpoints; at least one, any region will do
 * @param preferredRegion the region to ask when any will do
 */
public record ClientSettings(
    List<Endpoint> bootstrap, ChannelSecurity security, Optional<String> preferredRegion) {
  public ClientSettings {
    bootstrap = List.copyOf(bootstrap);
  }
}
