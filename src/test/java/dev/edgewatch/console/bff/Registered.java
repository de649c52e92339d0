package dev.edgewatch.console.bff;

import dev.edgewatch.console.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** What the console has of a provider, and of somebody who has signed in there. */
final class Registered {
  private Registered() {}

  static ClientRegistration at(ScriptedProvider provider) {
    return ClientRegistration.withRegistrationId(IdentityProvider.REGISTRATION)
        .clientId(ScriptedProvider.CLIENT)
        .clientSecret(ScriptedProvider.SECRET)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("http://localhost/login/oauth2/code/edgewatch")
        .authorizationUri(provider.issuer() + "/authorize")
        .tokenUri(provider.issuer() + "/token")
        .build();
  }

  /**
   * Somebody with a first access token.
   *
   * @param began when it was issued
   */
  static OAuth2AuthorizedClient signedIn(
      ScriptedProvider provider, String subject, String token, Instant began, Duration life) {
    var access =
        new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token, began, began.plus(life));
    var refresh = new OAuth2RefreshToken(provider.refreshToken(subject), began);
    return new OAuth2AuthorizedClient(at(provider), subject, access, refresh);
  }
}
