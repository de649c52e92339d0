package dev.edgewatch.console.ui;

import dev.edgewatch.console.bff.ConsoleSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Hears from the identity provider, at {@code /logout/connect/back-channel/edgewatch}, that a
 * sign-in is over (OpenID Connect Back-Channel Logout 1.0). Spring Security has verified the logout
 * token by then.
 */
record BackChannelLogout(ConsoleSessions sessions) implements LogoutHandler {
  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    if (authentication != null && authentication.getPrincipal() instanceof OidcLogoutToken token) {
      sessions.endedAtProvider(
          String.valueOf(token.getIssuer()),
          Optional.ofNullable(token.getSubject()),
          Optional.ofNullable(token.getSessionId()));
    }
  }
}
