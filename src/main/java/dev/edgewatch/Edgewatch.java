package dev.edgewatch;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program. Without a command it is the demo. */
@Command(
    name = "edgewatch",
    description = "Live web console for fleets of edge devices, and the regional deployments it watches.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = HelpCommand.class)
public final class Edgewatch {
  private Edgewatch() {}

  public static void main(String[] arguments) {
    int exitCode = new CommandLine(new Edgewatch()).execute(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
