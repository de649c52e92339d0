package dev.edgewatch.console.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at what the identity provider sends the browser back with, before anybody acts on it: each
 * parameter once (RFC 6749, section 3.1), and if it names an issuer then ours (RFC 9207).
 */
public final class SignInAnswer extends OncePerRequestFilter {
  private static final String CALLBACK = "/login/oauth2/code/";
  private static final Set<String> ONCE =
      Set.of("code", "state", "iss", "error", "error_description", "session_state");

  private final String issuer;
  private final AuthenticationFailureHandler refused;

  /**
   * @param issuer of the provider that the console is registered at
   */
  public SignInAnswer(String issuer, AuthenticationFailureHandler refused) {
    this.issuer = issuer;
    this.refused = refused;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith(CALLBACK);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> wrong = wrong(request);
    if (wrong.isEmpty()) {
      chain.doFilter(request, response);
    } else {
      var error = new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, wrong.get(), null);
      refused.onAuthenticationFailure(request, response, new OAuth2AuthenticationException(error));
    }
  }

  private Optional<String> wrong(HttpServletRequest request) {
    for (String name : ONCE) {
      String[] values = request.getParameterValues(name);
      if (values != null && values.length > 1) {
        return Optional.of("the parameter " + name + " is there more than once");
      }
    }
    String said = request.getParameter("iss");
    return said == null || said.equals(issuer)
        ? Optional.empty()
        : Optional.of("the answer is of another issuer");
  }
}
