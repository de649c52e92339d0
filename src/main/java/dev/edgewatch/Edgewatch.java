package dev.edgewatch;

import dev.edgewatch.demo.DemoCommand;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program. Without a command it is the demo. */
@Command(
    name = "edgewatch",
    description =
        "Live web console for fleets of edge devices, and the regional deployments it watches.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      DemoCommand.class,
      ConsoleCommand.class,
      RegionCommand.class,
      IdentityCommand.class,
      ProtosCommand.class,
      HelpCommand.class
    },
    footer = {"", "./edgewatch bench [OPTIONS] runs the benchmarks; they are not part of the jar."})
public final class Edgewatch {
  /** Commands whose settings are Spring Boot's, which picocli does not know. */
  private static final Set<String> SET_BY_SPRING = Set.of("console", "region");

  private Edgewatch() {}

  public static void main(String[] arguments) {
    CommandLine program =
        new CommandLine(new Edgewatch()).setExecutionExceptionHandler(new OneSentence());
    program
        .getSubcommands()
        .forEach(
            (name, command) ->
                command.setUnmatchedOptionsArePositionalParams(SET_BY_SPRING.contains(name)));
    int exitCode = program.execute(withDefaultCommand(arguments));
    if (exitCode != CommandLine.ExitCode.OK) {
      System.exit(exitCode);
    }
  }

  private static String[] withDefaultCommand(String[] arguments) {
    boolean commandIsMissing = arguments.length == 0 || arguments[0].startsWith("-");
    if (!commandIsMissing) {
      return arguments;
    }
    String[] completed = new String[arguments.length + 1];
    completed[0] = "demo";
    System.arraycopy(arguments, 0, completed, 1, arguments.length);
    return completed;
  }
}
