package dev.edgewatch;

import dev.edgewatch.console.ConsoleApplication;
import java.util.List;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The console role. Its settings are Spring Boot's: environment variables, a file, or options after
 * the command.
 */
@Command(
    name = "console",
    description =
        "Runs the web console against regional deployments that run elsewhere. Settings: docs/configuration.md.")
final class ConsoleCommand implements Runnable {
  @Parameters(
      paramLabel = "--SETTING=VALUE",
      description = "settings, for example --edgewatch.console.bootstrap=host:9001")
  private List<String> settings = List.of();

  @Override
  public void run() {
    SpringApplication.run(ConsoleApplication.class, settings.toArray(String[]::new));
  }
}
