package dev.edgewatch.console.bff;

/** Why the console cannot start, in one sentence that says what to change. */
public final class ConsoleStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConsoleStartException(String message) {
    super(message);
  }
}
