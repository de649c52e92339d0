package dev.edgewatch.client;

import dev.edgewatch.resource.standard.StandardMethod;
import java.time.Duration;

/** How long a standard method may take, retries and waiting for a position included. */
final class Deadlines {
  private Deadlines() {}

  /** Watches have none: they stay open as long as their consumer wants. */
  static Duration of(StandardMethod method) {
    return switch (method) {
      case GET, UPDATE -> Duration.ofSeconds(5);
      case CREATE, DELETE -> Duration.ofSeconds(10);
      case BATCH_GET, LIST, SEARCH -> Duration.ofSeconds(15);
      case WATCH_ONE, WATCH_MANY -> throw new IllegalArgumentException(method + " has no deadline");
    };
  }
}
