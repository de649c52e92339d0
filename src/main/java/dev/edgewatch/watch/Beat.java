package dev.edgewatch.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * The moments at which silent streams say that they are alive. All streams share them, so a
 * thousand of them wake the network's thread once and not each at a time of its own.
 */
record Beat(Duration period) {

  /** Whether there was a beat after the first moment and up to the second. */
  boolean isBetween(Instant since, Instant now) {
    return since.toEpochMilli() / period.toMillis() < now.toEpochMilli() / period.toMillis();
  }
}
