package dev.edgewatch.demo;

import dev.edgewatch.demo.idp.DemoIdentityProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the console together with the identity provider, with the settings that an operator would give the console. */
final class WebPart {
  private WebPart() {}

  static ConfigurableApplicationContext start(
      DemoOptions options, String url, DemoDirectory directory, DemoIdentityProvider provider, String bootstrap) {
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("server.address", "localhost"),
            Map.entry("server.port", URI.create(url).getPort()),
            Map.entry("management.server.port", options.port() == 0 ? 0 : options.port() + 1),
            Map.entry("management.server.address", "localhost"),
            Map.entry("logging.file.name", directory.resolve("edgewatch.log")),
            Map.entry("logging.structured.format.file", "ecs"),
            Map.entry("logging.threshold.console", "off"),
            Map.entry("edgewatch.console.base-url", url),
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
    List<String> arguments = new ArrayList<>();
    settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return new SpringApplicationBuilder(DemoApplication.class)
        .registerShutdownHook(false)
        .initializers(
            context ->
                ((GenericApplicationContext) context)
                    .registerBean(DemoIdentityProvider.class, () -> provider))
        .run(arguments.toArray(String[]::new));
  }
}
