package dev.edgewatch;

import dev.edgewatch.demo.CannotStart;
import dev.edgewatch.region.RegionStartException;
import dev.edgewatch.resource.RefusalException;
import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells why a command could not run: one sentence where we know the reason, the stack trace where
 * we do not.
 */
final class OneSentence implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Optional<String> reason =
        causes(failure).map(OneSentence::reason).flatMap(Optional::stream).findFirst();
    reason.ifPresentOrElse(
        sentence -> command.getErr().println("edgewatch: " + sentence),
        () -> failure.printStackTrace(command.getErr()));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  private static Optional<String> reason(Throwable cause) {
    return switch (cause) {
      case CannotStart told -> Optional.ofNullable(told.getMessage());
      case RegionStartException told -> Optional.ofNullable(told.getMessage());
      case RefusalException told -> Optional.of(told.refusal().message());
      case PortInUseException taken ->
          Optional.of("Port " + taken.getPort() + " is taken; choose another one.");
      case BindException taken -> Optional.of("A port is taken: " + taken.getMessage() + ".");
      default -> Optional.empty();
    };
  }
}
