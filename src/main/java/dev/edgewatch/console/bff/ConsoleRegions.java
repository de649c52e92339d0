package dev.edgewatch.console.bff;

import dev.edgewatch.client.ClientSettings;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.routing.ChannelSecurity;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/**
 * The console's way to the regions: one client for the process, one session for each signed-in
 * browser.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleRegions {

  @Bean
  Catalog catalog() {
    return Catalog.compiled();
  }

  @Bean
  OwnToken ownToken(ClientRegistrationRepository registrations) {
    return new OwnToken(registrations, Clock.systemUTC());
  }

  @Bean(destroyMethod = "close")
  KnownTypes knownTypes(Catalog catalog, EdgeClient regions, OwnToken own, ExecutorService calls) {
    return new KnownTypes(catalog, regions, ForwardContext.of(_ -> own.value()), calls);
  }

  @Bean(destroyMethod = "close")
  EdgeClient regions(Catalog catalog, ConsoleSettings settings, OwnToken own) {
    ChannelSecurity security =
        settings.plaintext() ? ChannelSecurity.PLAINTEXT : ChannelSecurity.TLS;
    return EdgeClient.connect(
        catalog,
        new ClientSettings(
            List.of(Endpoint.parse(settings.bootstrap())), security, Optional.empty()),
        ForwardContext.of(_ -> own.value()),
        Clock.systemUTC());
  }

  /** For calls that block: a thread each, and cheap ones. */
  @Bean(destroyMethod = "shutdownNow")
  ExecutorService calls() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  /** For pauses between attempts and for announcing changes; what runs on it is short. */
  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService listTimers() {
    return Executors.newScheduledThreadPool(
        2, Thread.ofPlatform().daemon().name("live-list-", 0).factory());
  }

  @Bean
  ConsoleSessions consoleSessions(
      HttpServletRequest request,
      OAuth2AuthorizedClientRepository clients,
      OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> renewal,
      ConsoleSettings settings,
      EdgeClient regions,
      KnownTypes types,
      ExecutorService calls,
      ScheduledExecutorService listTimers) {
    var around =
        new SignedInSession.Surroundings(
            types, new MissingMethods(), calls, listTimers, Clock.systemUTC());
    return new BrowserSessions(
        request, clients, renewal, settings, regions, new OpenSessions(listTimers, calls), around);
  }
}
