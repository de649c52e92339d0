package dev.edgewatch.client;

import java.net.URI;

/**
 * Credentials of a program at the identity provider, for the OAuth 2 client credentials grant (RFC
 * 6749, section 4.4).
 *
 * @param tokenUri the provider's token endpoint
 * @param clientId id of the client
 * @param clientSecret its secret; never printed
 */
public record ClientCredentials(URI tokenUri, String clientId, String clientSecret) {
  @Override
  public String toString() {
    return "client " + clientId + " at " + tokenUri;
  }
}
