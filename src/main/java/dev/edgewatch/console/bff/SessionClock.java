package dev.edgewatch.console.bff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The life of one sign-in. What is over stays over, whoever comes then. */
final class SessionClock implements SessionLife {
  private final Clock clock;
  private final Duration idle;
  private final Instant ends;
  private Instant lastActive;

  /**
   * @param idle without use
   * @param longest from now on, whatever people do
   */
  SessionClock(Clock clock, Duration idle, Duration longest) {
    this.clock = clock;
    this.idle = idle;
    this.lastActive = clock.instant();
    this.ends = lastActive.plus(longest);
  }

  @Override
  public Duration idle() {
    return idle;
  }

  @Override
  public Instant ends() {
    return ends;
  }

  @Override
  public synchronized void active() {
    if (!isOver()) {
      lastActive = clock.instant();
    }
  }

  synchronized boolean isOver() {
    Instant now = clock.instant();
    return !now.isBefore(ends) || !now.isBefore(lastActive.plus(idle));
  }
}
