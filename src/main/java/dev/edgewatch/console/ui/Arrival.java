package dev.edgewatch.console.ui;

import dev.edgewatch.console.bff.ConsoleSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Somebody has signed in. His console session begins, so that it can end from here on whether a
 * page of it was opened or not, and he goes to the address he came for. Nothing in the provider's
 * answer can choose another one, and nothing leads out of this console.
 */
record Arrival(ConsoleSessions sessions, RequestCache cameFor, String baseUrl)
    implements AuthenticationSuccessHandler {
  private static final Logger log = LoggerFactory.getLogger(Arrival.class);

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    sessions.begin(authentication);
    log.atInfo()
        .addKeyValue("principal", authentication.getName())
        .addKeyValue("address", request.getRemoteAddr())
        .log("Somebody signed in");
    @Nullable SavedRequest saved = cameFor.getRequest(request, response);
    cameFor.removeRequest(request, response);
    response.sendRedirect(baseUrl + (saved == null ? "/" : path(saved.getRedirectUrl())));
  }

  /**
   * Path and query of an address that this server was asked for; its host is what a caller said.
   */
  private static String path(String address) {
    URI asked = URI.create(address);
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    return "/" + asked.getRawPath().replaceFirst("^[/\\\\]*", "") + query;
  }
}
