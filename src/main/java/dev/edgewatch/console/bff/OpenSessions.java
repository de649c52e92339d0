package dev.edgewatch.console.bff;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The sign-ins of this process. Ends those whose life is over, within seconds: their pages are cut
 * off and their watches closed. While somebody watches, his tokens are renewed in time, so that one
 * who may not be here any more is not shown for longer than his last token is good; that is no use
 * of the sign-in, and makes its life no longer.
 */
final class OpenSessions {
  private static final long LOOK_EVERY_SECONDS = 1;

  private final Map<HttpSession, SignIn> open = new ConcurrentHashMap<>();
  private final Executor executor;

  /**
   * One sign-in.
   *
   * @param providerSession the identity provider's own id of it, the claim {@code sid}
   */
  record SignIn(
      SignedInSession session,
      SessionClock life,
      SessionTokens tokens,
      Optional<String> providerSession) {
    boolean isOf(String issuer, String subject) {
      return session.person().issuer().equals(issuer) && session.person().subject().equals(subject);
    }

    boolean wantsRenewal() {
      return session.isWatching() && tokens.wantsRenewal();
    }
  }

  /**
   * @param timer looks at all sign-ins
   * @param executor waits for the identity provider
   */
  OpenSessions(ScheduledExecutorService timer, Executor executor) {
    this.executor = executor;
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
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

  private void look() {
    end(signIn -> signIn.life.isOver());
    open.values().stream()
        .filter(SignIn::wantsRenewal)
        .forEach(signIn -> executor.execute(signIn.tokens::renewInTime));
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
