package dev.edgewatch.console.guard;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.springframework.security.web.authentication.session.SessionFixationProtectionStrategy;

/**
 * A sign-in begins in a session of its own: what was open in this browser for whoever was signed in
 * before ends (OWASP ASVS 5.0, 7.2.4), its pages and watches included. What the sign-in itself has
 * laid down, its tokens and the address that was asked for, goes along.
 */
public final class FreshSession extends SessionFixationProtectionStrategy {
  private static final String OURS = "dev.edgewatch.";
  private static final String PAGES = "com.vaadin.";

  @Override
  protected Map<String, Object> extractAttributes(HttpSession session) {
    Map<String, Object> attributes = super.extractAttributes(session);
    attributes.keySet().removeIf(name -> name.startsWith(OURS) || name.startsWith(PAGES));
    return attributes;
  }
}
