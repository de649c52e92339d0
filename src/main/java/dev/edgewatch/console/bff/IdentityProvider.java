package dev.edgewatch.console.bff;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;

/**
 * The console as a client of the identity provider: confidential, authorization code with PKCE (RFC
 * 7636), tokens kept in the server-side session. The registration is made at first use, because the
 * provider may start after the console, and in the demo does: it is served on the console's own
 * port.
 */
@Configuration(proxyBeanMethods = false)
class IdentityProvider {
  /** Id of the registration; part of the redirect address {@code /login/oauth2/code/edgewatch}. */
  static final String REGISTRATION = "edgewatch";

  @Bean
  ClientRegistrationRepository clientRegistrations(ConsoleSettings settings) {
    settings.check();
    return new SupplierClientRegistrationRepository(
        () -> new InMemoryClientRegistrationRepository(registration(settings)));
  }

  @Bean
  OAuth2AuthorizedClientRepository authorizedClients() {
    return new HttpSessionOAuth2AuthorizedClientRepository();
  }

  @Bean
  OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> tokenRenewal() {
    var renewal = new RestClientRefreshTokenTokenResponseClient();
    renewal.setRestClient(TokenEndpoint.client());
    return renewal;
  }

  /** Spring Security finds it by its type. */
  @Bean
  OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange() {
    var exchange = new RestClientAuthorizationCodeTokenResponseClient();
    exchange.setRestClient(TokenEndpoint.client());
    return exchange;
  }

  private static ClientRegistration registration(ConsoleSettings settings) {
    ConsoleSettings.Oidc oidc = settings.oidc();
    ClientRegistration.Builder registration =
        oidc.tokenUri().isEmpty()
            ? ClientRegistrations.fromIssuerLocation(oidc.issuer()).registrationId(REGISTRATION)
            : ClientRegistration.withRegistrationId(REGISTRATION)
                .issuerUri(oidc.issuer())
                .authorizationUri(oidc.authorizationUri())
                .tokenUri(oidc.tokenUri())
                .jwkSetUri(oidc.jwksUri())
                .userInfoUri(oidc.userinfoUri())
                .providerConfigurationMetadata(
                    Map.of("end_session_endpoint", oidc.endSessionUri()));
    return registration
        .clientId(oidc.clientId())
        .clientSecret(oidc.clientSecret())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(settings.baseUrl() + "/login/oauth2/code/{registrationId}")
        .scope("openid", "profile", "email")
        .userNameAttributeName(IdTokenClaimNames.SUB)
        .clientName("Edgewatch")
        .build();
  }
}
