package dev.edgewatch.demo.idp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Puts into tokens what regions decide by: audience, verified address and role; and into id tokens
 * who the person is.
 */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
  private final String audience;
  private final Map<String, DemoPerson> people;
  private final Map<String, DemoClient> clients;

  TokenClaims(DemoIdentityProvider provider) {
    audience = provider.audience();
    people =
        provider.people().stream()
            .collect(Collectors.toMap(DemoPerson::username, Function.identity()));
    clients =
        provider.clients().stream().collect(Collectors.toMap(DemoClient::id, Function.identity()));
  }

  @Override
  public void customize(JwtEncodingContext context) {
    if (context.getTokenType().equals(OAuth2TokenType.ACCESS_TOKEN)) {
      context.getClaims().audience(List.of(audience));
      if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
        ofProgram(context);
      } else {
        person(context)
            .ifPresent(
                person ->
                    context
                        .getClaims()
                        .claim("email", person.email())
                        .claim("email_verified", true));
      }
    } else if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
      person(context).ifPresent(person -> ofPerson(context, person));
    }
  }

  private void ofProgram(JwtEncodingContext context) {
    DemoClient client = clients.get(context.getRegisteredClient().getClientId());
    if (client != null) {
      client.role().ifPresent(role -> context.getClaims().claim("edgewatch_role", role));
    }
  }

  private static void ofPerson(JwtEncodingContext context, DemoPerson person) {
    context
        .getClaims()
        .claim("name", person.fullName())
        .claim("preferred_username", person.username())
        .claim("email", person.email())
        .claim("email_verified", true);
  }

  private Optional<DemoPerson> person(JwtEncodingContext context) {
    Authentication principal = context.getPrincipal();
    return Optional.ofNullable(principal).map(Authentication::getName).map(people::get);
  }
}
