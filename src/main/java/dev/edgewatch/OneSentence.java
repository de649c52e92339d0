package dev.edgewatch;

import dev.edgewatch.console.bff.ConsoleStartException;
import dev.edgewatch.demo.CannotStart;
import dev.edgewatch.region.RegionStartException;
import dev.edgewatch.resource.RefusalException;
import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConversionFailedException;
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
      case ConsoleStartException told -> Optional.ofNullable(told.getMessage());
      case org.springframework.boot.context.properties.bind.BindException unusable ->
          unusable(unusable);
      case RefusalException told -> Optional.of(told.refusal().message());
      case ConversionFailedException unusable ->
          Optional.of(
              "a setting is '"
                  + unusable.getValue()
                  + "'; expected "
                  + unusable.getTargetType().getType().getSimpleName());
      case PortInUseException taken ->
          Optional.of("Port " + taken.getPort() + " is taken; choose another one.");
      case BindException taken -> Optional.of("A port is taken: " + taken.getMessage() + ".");
      default -> Optional.empty();
    };
  }

  /** Spring Boot names the setting; what lies behind may say more. */
  private static Optional<String> unusable(
      org.springframework.boot.context.properties.bind.BindException failure) {
    boolean saysMoreBelow =
        causes(failure)
            .anyMatch(
                cause ->
                    cause instanceof ConsoleStartException
                        || cause instanceof RegionStartException);
    return saysMoreBelow
        ? Optional.empty()
        : Optional.of(
            "the setting "
                + failure.getName()
                + " is "
                + (failure.getProperty() == null
                    ? "unusable"
                    : "'" + failure.getProperty().getValue() + "'")
                + "; expected "
                + failure.getTarget().getType().toClass().getSimpleName());
  }
}
