package dev.edgewatch.iam;

import java.net.URI;

/**
 * Which access tokens a region accepts.
 *
 * @param issuer value of the {@code iss} claim, for example {@code https://id.example.com}
 * @param jwksUri where the issuer publishes its signing keys
 * @param audience value that the {@code aud} claim must hold, {@code edgewatch} by default
 * @param idTokenAudience the same for ID tokens: the client id of the console
 */
public record OidcSettings(String issuer, URI jwksUri, String audience, String idTokenAudience) {
  private static final String CONSOLE = "edgewatch-console";

  /** With ID tokens of the console as it is called by default. */
  public OidcSettings(String issuer, URI jwksUri, String audience) {
    this(issuer, jwksUri, audience, CONSOLE);
  }

  public OidcSettings {
    if (issuer.isBlank()) {
      throw new IllegalArgumentException(
          "OIDC issuer is empty; expected the issuer identifier of the identity provider");
    }
    if (audience.isBlank()) {
      throw new IllegalArgumentException("OIDC audience is empty; expected for example edgewatch");
    }
    if (!"http".equals(jwksUri.getScheme()) && !"https".equals(jwksUri.getScheme())) {
      throw new IllegalArgumentException(
          "OIDC JWKS URI is '" + jwksUri + "'; expected an http or https address");
    }
  }
}
