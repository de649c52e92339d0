package dev.edgewatch.console.ui;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import dev.edgewatch.console.bff.ConsoleSessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Who gets into the console: everybody the identity provider lets in, and nobody else. Adds the
 * headers of {@code docs/security.md} to every answer.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ConsoleSecurity {
  /**
   * Vaadin 25 still needs inline and evaluated scripts of its own; nothing may come from elsewhere.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
          + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  @Bean
  @Order(10)
  SecurityFilterChain consoleChain(
      HttpSecurity http, VaadinDefaultRequestCache returnTo, ConsoleSessions sessions)
      throws Exception {
    returnTo.setDelegateRequestCache(sameAddress());
    http.authorizeHttpRequests(requests -> requests.requestMatchers("/theme/**").permitAll());
    http.headers(
        headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
    http.oidcLogout(
        logout ->
            logout.backChannel(channel -> channel.logoutHandler(new BackChannelLogout(sessions))));
    http.with(
        vaadin(), vaadin -> vaadin.oauth2LoginPage("/oauth2/authorization/edgewatch", "{baseUrl}"));
    return http.build();
  }

  /**
   * After sign-in people are at the address they came for, with nothing added to it. Spring
   * Security documents null as the way to say so, but does not annotate it.
   */
  @SuppressWarnings("NullAway")
  private static RequestCache sameAddress() {
    var cache = new HttpSessionRequestCache();
    cache.setMatchingRequestParameterName(null);
    return cache;
  }
}
