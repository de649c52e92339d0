package dev.edgewatch.demo;

import dev.edgewatch.console.bff.RegionControl;
import dev.edgewatch.console.bff.SentMails;
import dev.edgewatch.demo.idp.DemoIdentityProvider;
import dev.edgewatch.routing.Endpoint;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts the console together with the identity provider, with the settings that an operator would
 * give the console.
 */
final class WebPart {
  private WebPart() {}

  static AutoCloseable start(
      DemoOptions options,
      DemoDirectory directory,
      DemoIdentityProvider provider,
      Endpoint bootstrap,
      RegionControl regions,
      SentMails mails,
      DemoMeters meters) {
    String[] arguments =
        settings(options, directory, provider, bootstrap).entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new SpringApplicationBuilder(DemoApplication.class)
        .registerShutdownHook(false)
        .initializers(
            starting -> {
              GenericApplicationContext beans = (GenericApplicationContext) starting;
              beans.registerBean(DemoIdentityProvider.class, () -> provider);
              beans.registerBean(RegionControl.class, () -> regions);
              beans.registerBean(SentMails.class, () -> mails);
              meters.register(beans);
            })
        .run(arguments);
  }

  private static Map<String, Object> settings(
      DemoOptions options,
      DemoDirectory directory,
      DemoIdentityProvider provider,
      Endpoint bootstrap) {
    return Map.ofEntries(
        Map.entry("server.address", "localhost"),
        Map.entry("server.port", URI.create(provider.baseUrl()).getPort()),
        Map.entry("management.server.port", options.port() == 0 ? 0 : options.port() + 1),
        Map.entry("management.server.address", "localhost"),
        Map.entry("logging.file.name", directory.resolve("edgewatch.log")),
        Map.entry("logging.structured.format.file", "ecs"),
        Map.entry("logging.threshold.console", "off"),
        Map.entry("edgewatch.console.base-url", provider.baseUrl()),
        Map.entry("edgewatch.console.bootstrap", bootstrap),
        Map.entry("edgewatch.console.plaintext", true),
        Map.entry("edgewatch.console.secure-cookies", false),
        Map.entry("edgewatch.console.oidc.issuer", provider.issuer()),
        Map.entry("edgewatch.console.oidc.client-id", DemoIdentityProvider.CONSOLE_CLIENT),
        Map.entry("edgewatch.console.oidc.client-secret", provider.consoleSecret()),
        Map.entry("edgewatch.console.oidc.authorization-uri", provider.authorizationUri()),
        Map.entry("edgewatch.console.oidc.token-uri", provider.tokenUri()),
        Map.entry("edgewatch.console.oidc.jwks-uri", provider.jwksUri()),
        Map.entry("edgewatch.console.oidc.userinfo-uri", provider.userinfoUri()),
        Map.entry("edgewatch.console.oidc.end-session-uri", provider.endSessionUri()));
  }
}
