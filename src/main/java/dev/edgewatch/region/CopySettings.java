package dev.edgewatch.region;

import dev.edgewatch.client.ClientCredentials;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import java.time.Duration;
import java.util.List;

/**
 * How a region reads from its siblings.
 *
 * @param bootstrap where to learn which regions there are: one or more regions, this one may be
 *     among them
 * @param security of the connections to siblings
 * @param credentials of a client whose tokens have the role {@code region}
 * @param silence after which nothing is decided any more by what a sibling said; zero for never
 */
public record CopySettings(
    List<Endpoint> bootstrap,
    ChannelSecurity security,
    ClientCredentials credentials,
    Duration silence) {
  public static final Duration STANDARD_SILENCE = Duration.ofSeconds(30);

  /** Siblings give a sign of life every five seconds, and one may be late. */
  private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(10);

  public CopySettings {
    bootstrap = List.copyOf(bootstrap);
    if (!silence.isZero() && silence.compareTo(SHORTEST_SILENCE) < 0) {
      throw new RegionStartException(
          "copies.silence is "
              + silence.toMillis()
              + " ms; expected 0 or at least "
              + SHORTEST_SILENCE.toSeconds()
              + " s");
    }
  }

  public CopySettings(
      List<Endpoint> bootstrap, ChannelSecurity security, ClientCredentials credentials) {
    this(bootstrap, security, credentials, STANDARD_SILENCE);
  }
}
