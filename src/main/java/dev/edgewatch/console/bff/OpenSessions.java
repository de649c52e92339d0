package dev.edgewatch.console.bff;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The sign-ins of this process. Ends those whose life is over, within seconds: their pages are cut
 * off and their watches closed.
 */
final class OpenSessions {
  private static final long LOOK_EVERY_SECONDS = 1;

  private final Map<HttpSession, SessionClock> open = new ConcurrentHashMap<>();

  OpenSessions(ScheduledExecutorService timer) {
    var _ =
        timer.scheduleWithFixedDelay(
            this::endThoseThatAreOver, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void opened(HttpSession session, SessionClock life) {
    open.put(session, life);
  }

  void closed(SessionClock life) {
    open.values().remove(life);
  }

  private void endThoseThatAreOver() {
    open.forEach(
        (session, life) -> {
          if (life.isOver()) {
            end(session);
          }
        });
  }

  /** Ends a sign-in at once. */
  void end(HttpSession session) {
    open.remove(session);
    try {
      session.invalidate();
    } catch (IllegalStateException endedAlready) {
      // Somebody was faster.
    }
  }
}
