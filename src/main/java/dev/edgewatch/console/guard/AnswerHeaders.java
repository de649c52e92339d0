package dev.edgewatch.console.guard;

import dev.edgewatch.console.bff.ConsoleSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of every answer (OWASP ASVS 5.0, chapter 3.4), set before anybody answers, so that
 * pages, data, files, redirects and errors all carry them. Whoever answers may replace one, as what
 * serves files does with {@code Cache-Control}.
 */
final class AnswerHeaders extends HttpFilter {
  /**
   * Vaadin 25.2 needs inline and evaluated scripts and a base of its own; nothing may come from
   * elsewhere, and nothing goes elsewhere.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
          + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  private static final String CACHE_CONTROL = "Cache-Control";

  private final Map<String, String> headers = new LinkedHashMap<>();

  AnswerHeaders(ConsoleSettings settings) {
    headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    headers.put(CACHE_CONTROL, "no-store");
    if (settings.secureCookies()) {
      // A year (RFC 6797): whose cookies go over TLS only is reached over TLS only.
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    headers.forEach(response::setHeader);
    chain.doFilter(request, new NothingKept(response));
  }

  /** What may not be used again without asking is not kept at all: it holds somebody's data. */
  private static final class NothingKept extends HttpServletResponseWrapper {
    NothingKept(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
      boolean kept =
          !name.equalsIgnoreCase(CACHE_CONTROL) || value == null || !value.contains("no-cache");
      super.setHeader(name, kept ? value : "no-store");
    }
  }
}
