package dev.edgewatch.console.guard;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Everybody who asks for a page gets a session, in which the answer of the identity provider is
 * awaited. So that nobody fills the memory with them they are short, and when there are too many
 * the oldest goes. Sessions in which somebody has signed in are not counted. Thread-safe.
 */
final class SessionsWithoutSignIn implements HttpSessionListener, HttpSessionAttributeListener {
  /** Longer than identity providers let a person look at their form. */
  private static final int SECONDS_TO_SIGN_IN = 30 * 60;

  private static final String SIGNED_IN =
      HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

  private final int most;

  /** The oldest first. */
  private final Set<HttpSession> waiting = new LinkedHashSet<>();

  /**
   * @param most how many there may be at once
   */
  SessionsWithoutSignIn(int most) {
    this.most = most;
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    HttpSession session = event.getSession();
    session.setMaxInactiveInterval(SECONDS_TO_SIGN_IN);
    tooMany(session).forEach(SessionsWithoutSignIn::end);
  }

  /** Sessions are ended by whoever calls, outside of the lock: that takes locks of its own. */
  private synchronized List<HttpSession> tooMany(HttpSession created) {
    waiting.add(created);
    List<HttpSession> oldest = new ArrayList<>();
    for (Iterator<HttpSession> all = waiting.iterator(); waiting.size() > most; ) {
      oldest.add(all.next());
      all.remove();
    }
    return oldest;
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    if (event.getName().equals(SIGNED_IN) && noLongerWaiting(event.getSession())) {
      HttpSession session = event.getSession();
      int minutes = session.getServletContext().getSessionTimeout();
      session.setMaxInactiveInterval((int) TimeUnit.MINUTES.toSeconds(minutes));
    }
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    noLongerWaiting(event.getSession());
  }

  private synchronized boolean noLongerWaiting(HttpSession session) {
    return waiting.remove(session);
  }

  private static void end(HttpSession session) {
    try {
      session.invalidate();
    } catch (IllegalStateException endedAlready) {
      // Somebody was faster.
    }
  }
}
