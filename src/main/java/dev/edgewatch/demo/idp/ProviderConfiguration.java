package dev.edgewatch.demo.idp;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * The provider: Spring Security's authorization server with a sign-in page. It shares the console's
 * port and so its cookie; to stay a separate party it keeps its own sign-in under its own session
 * attributes, which the console's chain never reads.
 */
@Configuration(proxyBeanMethods = false)
public class ProviderConfiguration {

  @Bean
  @Order(1)
  SecurityFilterChain protocolChain(HttpSecurity http) throws Exception {
    ownSession(http);
    http.oauth2AuthorizationServer(
        server -> {
          http.securityMatcher(server.getEndpointsMatcher());
          server.oidc(Customizer.withDefaults());
        });
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    http.exceptionHandling(
        handling ->
            handling.authenticationEntryPoint(
                new LoginUrlAuthenticationEntryPoint(Endpoints.SIGN_IN)));
    return http.build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain signInChain(HttpSecurity http, DemoIdentityProvider provider)
      throws Exception {
    ownSession(http);
    http.securityMatcher(Endpoints.ALL);
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    http.formLogin(form -> form.loginPage(Endpoints.SIGN_IN).permitAll());
    http.headers(
        headers ->
            headers.contentSecurityPolicy(
                csp -> csp.policyDirectives(contentSecurityPolicy(provider))));
    return http.build();
  }

  /**
   * Browsers hold the redirect that answers a form to its rule as well, and after the sign-in it
   * leads to the console.
   */
  private static String contentSecurityPolicy(DemoIdentityProvider provider) {
    return "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self' "
        + provider.consoleUrl()
        + "; base-uri 'none'; frame-ancestors 'none'";
  }

  private static void ownSession(HttpSecurity http) throws Exception {
    var context = new HttpSessionSecurityContextRepository();
    context.setSpringSecurityContextKey("IDP_SECURITY_CONTEXT");
    var cache = new HttpSessionRequestCache();
    cache.setSessionAttrName("IDP_SAVED_REQUEST");
    http.securityContext(security -> security.securityContextRepository(context));
    http.requestCache(requests -> requests.requestCache(cache));
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings(DemoIdentityProvider provider) {
    return AuthorizationServerSettings.builder()
        .issuer(provider.issuer())
        .authorizationEndpoint(Endpoints.AUTHORIZATION)
        .tokenEndpoint(Endpoints.TOKEN)
        .jwkSetEndpoint(Endpoints.KEYS)
        .oidcUserInfoEndpoint(Endpoints.USERINFO)
        .oidcLogoutEndpoint(Endpoints.END_SESSION)
        .tokenRevocationEndpoint(Endpoints.REVOCATION)
        .tokenIntrospectionEndpoint(Endpoints.INTROSPECTION)
        .build();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder();
  }

  @Bean
  UserDetailsService people(DemoIdentityProvider provider, PasswordEncoder passwords) {
    List<UserDetails> accounts =
        provider.people().stream().map(person -> account(person, passwords)).toList();
    return new InMemoryUserDetailsManager(accounts);
  }

  private static UserDetails account(DemoPerson person, PasswordEncoder passwords) {
    return User.withUsername(person.username())
        .password(passwords.encode(person.password()))
        .roles("PERSON")
        .build();
  }

  @Bean
  RegisteredClientRepository registrations(DemoIdentityProvider provider, PasswordEncoder secrets) {
    return new Registrations(provider, secrets).all();
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(DemoIdentityProvider provider) {
    return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(provider.signingKey())));
  }

  /** The user info endpoint takes access tokens, which it verifies like everybody else. */
  @Bean
  JwtDecoder ownTokens(JWKSource<SecurityContext> signingKeys) {
    return OAuth2AuthorizationServerConfiguration.jwtDecoder(signingKeys);
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims(DemoIdentityProvider provider) {
    return new TokenClaims(provider);
  }

  @Bean
  SignInPage signInPage() {
    return new SignInPage();
  }
}
