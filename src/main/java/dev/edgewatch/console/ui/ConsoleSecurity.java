package dev.edgewatch.console.ui;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import com.vaadin.flow.shared.ApplicationConstants;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.bff.ConsoleSettings;
import dev.edgewatch.console.guard.FreshSession;
import dev.edgewatch.console.guard.OneProvider;
import dev.edgewatch.console.guard.OwnOrigin;
import dev.edgewatch.console.guard.SignInAnswer;
import dev.edgewatch.console.guard.SignInRefused;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Who gets into the console: everybody the identity provider lets in, and nobody else. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ConsoleSecurity {
  /** Where the browser is sent to the identity provider from. */
  private static final String SIGN_IN = "/oauth2/authorization/edgewatch";

  @Bean
  @Order(10)
  SecurityFilterChain consoleChain(
      HttpSecurity http,
      VaadinDefaultRequestCache cameFor,
      ConsoleSessions sessions,
      ConsoleSettings settings,
      ClientRegistrationRepository providers)
      throws Exception {
    cameFor.setDelegateRequestCache(sameAddress());
    var refused = new SignInRefused(settings.baseUrl() + SIGN_IN);
    var arrival = new Arrival(sessions, cameFor, settings.baseUrl());
    http.authorizeHttpRequests(
        requests ->
            requests
                .requestMatchers(ConsoleSecurity::isRefusedCall)
                .permitAll()
                .requestMatchers("/theme/*/*.*", "/theme/*/fonts/*.*")
                .permitAll()
                // Vaadin lets everybody have what it makes of a console that can be installed.
                .requestMatchers(
                    "/icons/**", "/manifest.webmanifest", "/offline.html", "/sw.js", "/sw-*.js")
                .authenticated());
    // AnswerHeaders sets them for all answers, not only for those of this chain.
    http.headers(HeadersConfigurer::disable);
    http.addFilterBefore(new OwnOrigin(settings.baseUrl()), CsrfFilter.class);
    http.addFilterBefore(
        new SignInAnswer(settings.oidc().issuer(), refused), OAuth2LoginAuthenticationFilter.class);
    http.sessionManagement(session -> session.sessionAuthenticationStrategy(new FreshSession()));
    http.oidcLogout(
        logout ->
            logout.backChannel(channel -> channel.logoutHandler(new BackChannelLogout(sessions))));
    http.with(vaadin(), vaadin -> vaadin.oauth2LoginPage(SIGN_IN, "{baseUrl}"));
    var begin = new OneProvider(SIGN_IN, providers);
    http.oauth2Login(
        login ->
            login
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(begin))
                .withObjectPostProcessor(ends(arrival, refused))
                .withObjectPostProcessor(begins(refused)));
    return http.build();
  }

  /**
   * A page whose sign-in has ended hears so when it calls. It would take the way to the sign-in,
   * which it cannot show, for an answer, and stay as it is.
   */
  private static boolean isRefusedCall(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.ERROR
        && request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER) != null;
  }

  /** Set last: Vaadin's part would set its own. */
  private static ObjectPostProcessor<OAuth2LoginAuthenticationFilter> ends(
      AuthenticationSuccessHandler arrival, AuthenticationFailureHandler refused) {
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends OAuth2LoginAuthenticationFilter> F postProcess(F filter) {
        filter.setAuthenticationSuccessHandler(arrival);
        filter.setAuthenticationFailureHandler(refused);
        return filter;
      }
    };
  }

  /** Without a provider that can be used nobody is sent anywhere. */
  private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> begins(
      AuthenticationFailureHandler refused) {
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
        filter.setAuthenticationFailureHandler(refused);
        return filter;
      }
    };
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
