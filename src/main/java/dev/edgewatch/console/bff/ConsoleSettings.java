package dev.edgewatch.console.bff;

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

  /**
   * How long a sign-in lasts (OWASP ASVS 7.3).
   *
   * @param idle without a person doing anything
   * @param longest whatever people do
   */
  public record Session(@DefaultValue("30m") Duration idle, @DefaultValue("12h") Duration longest) {
    public Session {
      if (idle.isNegative() || idle.isZero() || longest.compareTo(idle) < 0) {
        throw new IllegalArgumentException(
            "edgewatch.console.session.idle is "
                + idle
                + " and longest is "
                + longest
                + "; expected more than zero and idle not above longest");
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
