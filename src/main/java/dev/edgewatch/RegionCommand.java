package dev.edgewatch;

import dev.edgewatch.region.RegionApplication;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The region role. Its settings are Spring Boot's: environment variables, a file, or options after
 * the command.
 */
@Command(
    name = "region",
    description =
        "Runs one regional deployment on its PostgreSQL database. Settings: docs/configuration.md.")
final class RegionCommand implements Runnable {
  @Parameters(
      paramLabel = "--SETTING=VALUE",
      description = "settings, for example --edgewatch.region.id=us-west2")
  private List<String> settings = List.of();

  @Override
  public void run() {
    RegionApplication.start(settings.toArray(String[]::new));
  }
}
