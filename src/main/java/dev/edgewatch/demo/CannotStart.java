package dev.edgewatch.demo;

import org.jspecify.annotations.Nullable;

/**
 * Something that the demo needs is missing or taken. The message is one sentence for the person at
 * the terminal.
 */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotStart(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
