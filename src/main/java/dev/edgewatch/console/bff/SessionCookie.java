package dev.edgewatch.console.bff;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.stereotype.Component;

/**
 * The session cookie: never readable by scripts, never sent along by other sites' requests but
 * links, and with {@code secureCookies} bound to this very host over TLS (the {@code __Host-}
 * prefix, RFC 6265bis section 4.1.3). Sign-ins end by {@link SessionLife}; the container's own
 * timeout comes a little later and ends what has no sign-in.
 */
@Component
final class SessionCookie implements ServletContextInitializer {
  private static final int LATER_MINUTES = 5;

  private final ConsoleSettings settings;

  SessionCookie(ConsoleSettings settings) {
    this.settings = settings;
  }

  @Override
  public void onStartup(ServletContext context) {
    SessionCookieConfig cookie = context.getSessionCookieConfig();
    cookie.setName(settings.secureCookies() ? "__Host-EDGEWATCH" : "EDGEWATCH");
    cookie.setHttpOnly(true);
    cookie.setSecure(settings.secureCookies());
    cookie.setPath("/");
    cookie.setAttribute("SameSite", "Lax");
    context.setSessionTimeout((int) settings.session().idle().toMinutes() + LATER_MINUTES);
  }
}
