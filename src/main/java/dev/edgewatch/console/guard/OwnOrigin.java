package dev.edgewatch.console.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Calls and the push connection are listened to only when they come from the console's own pages
 * (OWASP ASVS 5.0, 3.5.1 and 4.4.2). A browser says where a call comes from by {@code Origin} (RFC
 * 6454) with all that may change something and with the handshake of a socket, and by {@code
 * Sec-Fetch-Site} (W3C Fetch Metadata); whoever says neither where a browser would is none.
 */
public final class OwnOrigin extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** Where the identity provider says that a sign-in is over; it proves itself by a signature. */
  private static final String BACK_CHANNEL = "/logout/connect/back-channel/";

  /** What Vaadin's calls have, {@code v-r=uidl}, whatever their address. */
  private static final String VAADIN_CALL = "v-r";

  private final String own;

  /**
   * @param baseUrl where people reach the console
   */
  public OwnOrigin(String baseUrl) {
    URI console = URI.create(baseUrl);
    this.own = console.getScheme() + "://" + console.getAuthority();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    boolean call = mustSay(request) || request.getParameter(VAADIN_CALL) != null;
    return !call || request.getRequestURI().startsWith(BACK_CHANNEL);
  }

  private static boolean mustSay(HttpServletRequest request) {
    return !READING.contains(request.getMethod())
        || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isOwn(request)) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .println("This call does not come from a page of this console; expected the origin " + own);
  }

  private boolean isOwn(HttpServletRequest request) {
    @Nullable String origin = request.getHeader("Origin");
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    boolean saidOrNeedNot = origin != null || site != null || !mustSay(request);
    return saidOrNeedNot
        && (origin == null || origin.equals(own))
        && (site == null || site.equals("same-origin"));
  }
}
