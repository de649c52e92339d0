package dev.edgewatch.console.bff;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The sign-ins of this process. Ends those whose life is over, within seconds: their pages are cut
 * off and their watches closed.
 */
final class OpenSessions {
  private static final long LOOK_EVERY_SECONDS = 1;

  private final Map<HttpSession, SignIn> open = new ConcurrentHashMap<>();

  /**
   * One sign-in.
   *
   * @param providerSession the identity provider's own id of it, the claim {@code sid}
   */
  record SignIn(SessionClock life, Person person, Optional<String> providerSession) {
    boolean isOf(String issuer, String subject) {
      return person.issuer().equals(issuer) && person.subject().equals(subject);
    }
  }

  OpenSessions(ScheduledExecutorService timer) {
    var _ =
        timer.scheduleWithFixedDelay(
            this::endThoseThatAreOver, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void opened(HttpSession session, SignIn signIn) {
    open.put(session, signIn);
  }

  void closed(SignIn signIn) {
    open.values().remove(signIn);
  }

  /** Ends at once all sign-ins that a test says yes to. */
  void end(Predicate<SignIn> which) {
    open.forEach(
        (session, signIn) -> {
          if (which.test(signIn)) {
            end(session);
          }
        });
  }

  private void endThoseThatAreOver() {
    end(signIn -> signIn.life.isOver());
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
