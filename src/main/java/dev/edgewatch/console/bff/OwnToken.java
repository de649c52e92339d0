package dev.edgewatch.console.bff;

import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * The console's own access token (client credentials, RFC 6749 section 4.4). It opens nothing but
 * meta: which regions there are. Whatever a person sees or does goes with that person's token.
 */
final class OwnToken {
  private final ClientRegistrationRepository registrations;
  private final RestClientClientCredentialsTokenResponseClient provider =
      new RestClientClientCredentialsTokenResponseClient();
  private final Clock clock;
  private @Nullable OAuth2AccessToken token;

  OwnToken(ClientRegistrationRepository registrations, Clock clock) {
    provider.setRestClient(TokenEndpoint.client());
    this.registrations = registrations;
    this.clock = clock;
  }

  /**
   * A token that is valid for a while. Blocks while the provider is asked; throws when it does not
   * give one.
   */
  synchronized String value() {
    OAuth2AccessToken present = token;
    if (present == null || clock.instant().isAfter(TokenAge.limit(present))) {
      present =
          provider
              .getTokenResponse(new OAuth2ClientCredentialsGrantRequest(asItself()))
              .getAccessToken();
      token = present;
    }
    return present.getTokenValue();
  }

  private ClientRegistration asItself() {
    ClientRegistration signIn =
        Objects.requireNonNull(
            registrations.findByRegistrationId(IdentityProvider.REGISTRATION),
            "the console is registered at the identity provider");
    return ClientRegistration.withClientRegistration(signIn)
        .registrationId(IdentityProvider.REGISTRATION + "-own")
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope((String[]) null)
        .build();
  }
}
