package dev.edgewatch;

import dev.edgewatch.demo.CannotStart;
import dev.edgewatch.demo.idp.DemoClient;
import dev.edgewatch.demo.idp.DemoIdentityProvider;
import dev.edgewatch.demo.idp.DemoPerson;
import dev.edgewatch.demo.idp.IdentityApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo's identity provider by itself, so that the other roles can be tried without one. */
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the demo's OpenID Connect provider alone, on loopback, with the demo's accounts.",
      "For trying the roles one by one; never for production."
    })
final class IdentityCommand implements Runnable {
  @Option(names = "--port", defaultValue = "8180", description = "port; default ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--console-url",
      defaultValue = "http://localhost:8080",
      description = "where people reach the console; default ${DEFAULT-VALUE}")
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private String consoleUrl;

  @Option(
      names = "--console-secret",
      defaultValue = "${env:EDGEWATCH_CONSOLE_SECRET:-console-secret}",
      description = "secret of the client edgewatch-console")
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private String consoleSecret;

  @Option(
      names = "--region-secret",
      defaultValue = "${env:EDGEWATCH_REGION_SECRET:-region-secret}",
      description = "secret of the client edgewatch-region, whose tokens read for copies")
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private String regionSecret;

  @Option(
      names = "--operator-secret",
      defaultValue = "${env:EDGEWATCH_OPERATOR_SECRET:-operator-secret}",
      description = "secret of the client edgewatch-operator, whose tokens own everything")
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private String operatorSecret;

  @Option(
      names = "--data",
      defaultValue = ".edgewatch-identity",
      description = "folder for the signing key; default ${DEFAULT-VALUE}")
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private Path data;

  @Override
  public void run() {
    String url = "http://localhost:" + port;
    List<DemoClient> clients =
        List.of(
            new DemoClient("edgewatch-region", regionSecret, Optional.of("region")),
            new DemoClient("edgewatch-operator", operatorSecret, Optional.of("operator")));
    IdentityApplication.start(
        new DemoIdentityProvider(
            url, consoleUrl, signingKey(), consoleSecret, DemoPerson.all(), clients),
        port);
    System.out.println("The identity provider is at " + url);
  }

  private Path signingKey() {
    try {
      return Files.createDirectories(data).resolve("signing-key.jwk");
    } catch (IOException cannotWrite) {
      throw new CannotStart(
          "The folder " + data + " cannot be written; choose another one with --data.",
          cannotWrite);
    }
  }
}
