package dev.edgewatch.console.bff;

import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.Endpoint;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the console role, {@code edgewatch.console.*}.
 *
 * @param baseUrl where people reach the console, without a trailing slash; goes into redirects to
 *     the identity provider
 * @param bootstrap host and port of one region's gRPC endpoint; the others are learned from meta
 * @param plaintext whether regions are called without TLS; for loopback and for networks that
 *     encrypt by themselves
 * @param secureCookies whether the session cookie is sent over TLS only and named with the {@code
 *     __Host-} prefix
 * @param rowsPerRegion rows of each region a live list keeps loaded around what is seen
 * @param session how long a sign-in lasts
 * @param oidc the identity provider
 */
@ConfigurationProperties("edgewatch.console")
public record ConsoleSettings(
    @DefaultValue("http://localhost:8080") String baseUrl,
    @DefaultValue("localhost:9001") String bootstrap,
    @DefaultValue("false") boolean plaintext,
    @DefaultValue("true") boolean secureCookies,
    @DefaultValue("400") int rowsPerRegion,
    @DefaultValue Session session,
    @DefaultValue Oidc oidc) {

  private static final int LEAST_ROWS = 50;

  /** The largest page a region gives. */
  private static final int MOST_ROWS = 1000;

  /** Refuses what is missing or cannot be, naming the setting. */
  void check() {
    required("oidc.issuer", oidc.issuer);
    required("oidc.client-secret", oidc.clientSecret);
    try {
      Endpoint.parse(bootstrap);
    } catch (RefusalException malformed) {
      throw new ConsoleStartException(
          "the setting edgewatch.console.bootstrap is '" + bootstrap + "'; expected host:port");
    }
    if (rowsPerRegion < LEAST_ROWS || rowsPerRegion > MOST_ROWS) {
      throw new ConsoleStartException(
          "the setting edgewatch.console.rows-per-region is "
              + rowsPerRegion
              + "; expected "
              + LEAST_ROWS
              + " to "
              + MOST_ROWS);
    }
  }

  private static void required(String setting, String value) {
    if (value.isBlank()) {
      throw new ConsoleStartException("the setting edgewatch.console." + setting + " is missing");
    }
  }

  /**
   * How long a sign-in lasts (OWASP ASVS 7.3).
   *
   * @param idle without a person doing anything
   * @param longest whatever people do
   */
  public record Session(@DefaultValue("30m") Duration idle, @DefaultValue("12h") Duration longest) {
    public Session {
      if (idle.isNegative() || idle.isZero() || longest.compareTo(idle) < 0) {
        throw new ConsoleStartException(
            "the setting edgewatch.console.session.idle is "
                + idle
                + " and edgewatch.console.session.longest is "
                + longest
                + "; expected more than zero, and idle not above longest");
      }
    }
  }

  /**
   * The OpenID Connect provider and this console's registration there.
   *
   * @param issuer issuer identifier; the other addresses are found from it unless they are given
   * @param clientId id of the confidential client
   * @param clientSecret its secret
   * @param authorizationUri empty to discover
   * @param tokenUri empty to discover
   * @param jwksUri empty to discover
   * @param userinfoUri empty to discover
   * @param endSessionUri empty to discover; where RP-initiated logout goes
   */
  public record Oidc(
      @DefaultValue("") String issuer,
      @DefaultValue("edgewatch-console") String clientId,
      @DefaultValue("") String clientSecret,
      @DefaultValue("") String authorizationUri,
      @DefaultValue("") String tokenUri,
      @DefaultValue("") String jwksUri,
      @DefaultValue("") String userinfoUri,
      @DefaultValue("") String endSessionUri) {}
}
