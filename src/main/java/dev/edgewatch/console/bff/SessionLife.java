package dev.edgewatch.console.bff;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a sign-in lasts. What counts as use is what people do; pages that are pushed and ask by
 * themselves keep nothing alive. Thread-safe.
 */
public interface SessionLife {

  /** Ends this long after a person last did something. */
  Duration idle();

  /** The latest end, whatever people do. */
  Instant ends();

  /** A person did something just now. */
  void active();
}
