package dev.edgewatch.demo.idp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of the provider: the console, in which people sign in, and the programs. */
final class Registrations {
  /** Short, because a region accepts a token until it expires. The console renews it unseen. */
  private static final Duration ACCESS = Duration.ofMinutes(5);

  /** A working day: after that a person signs in again. */
  private static final Duration REFRESH = Duration.ofHours(10);

  private final DemoIdentityProvider provider;
  private final PasswordEncoder secrets;

  Registrations(DemoIdentityProvider provider, PasswordEncoder secrets) {
    this.provider = provider;
    this.secrets = secrets;
  }

  InMemoryRegisteredClientRepository all() {
    List<RegisteredClient> clients = new ArrayList<>();
    clients.add(console());
    provider.clients().forEach(client -> clients.add(program(client)));
    return new InMemoryRegisteredClientRepository(clients);
  }

  private RegisteredClient console() {
    return confidential(DemoIdentityProvider.CONSOLE_CLIENT, provider.consoleSecret())
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        // With a token of its own the console watches meta, which belongs to nobody.
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .redirectUri(provider.consoleUrl() + "/login/oauth2/code/edgewatch")
        .postLogoutRedirectUri(provider.consoleUrl())
        .postLogoutRedirectUri(provider.consoleUrl() + "/")
        .scope("openid")
        .scope("profile")
        .scope("email")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build())
        .tokenSettings(
            TokenSettings.builder()
                .accessTokenTimeToLive(ACCESS)
                .refreshTokenTimeToLive(REFRESH)
                .reuseRefreshTokens(false)
                .build())
        .build();
  }

  private RegisteredClient program(DemoClient client) {
    return confidential(client.id(), client.secret())
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(ACCESS).build())
        .build();
  }

  private RegisteredClient.Builder confidential(String id, String secret) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientSecret(secrets.encode(secret))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
  }
}
