package dev.edgewatch.region;

import dev.edgewatch.client.ClientCredentials;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import java.util.List;

/**
 * How a region reads from its siblings.
 *
 * @param bootstrap where to learn which regions there are: one or more regions, this one may be
 *     among them
 * @param security of the connections to siblings
 * @param credentials of a client whose tokens have the role {@code region}
 */
public record CopySettings(
    List<Endpoint> bootstrap, ChannelSecurity security, ClientCredentials credentials) {
  public CopySettings {
    bootstrap = List.copyOf(bootstrap);
  }
}
