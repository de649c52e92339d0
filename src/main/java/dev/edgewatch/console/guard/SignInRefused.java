package dev.edgewatch.console.guard;

import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.HtmlUtils;

/**
 * A sign-in that did not work ends on a page that says so and leads back. It is not tried again
 * without end: a provider that still knows the person would send the browser around in circles.
 *
 * <p>One answer is expected to get lost: two tabs, or two reloads of one, that begin to sign in at
 * the same time take the session of each other. Where a sign-in is under way it begins anew, once.
 */
public final class SignInRefused implements AuthenticationFailureHandler {
  private static final Logger log = LoggerFactory.getLogger(SignInRefused.class);

  /** What a provider says when a person gives up (RFC 6749, section 4.1.2.1). */
  private static final String GIVEN_UP = "access_denied";

  /** Nobody has asked for this answer in this session. */
  private static final String NOT_ASKED = "authorization_request_not_found";

  /** It does not answer, or says of itself that it is another one. */
  private static final String PROVIDER_UNUSABLE = "provider_unusable";

  private static final String BEGAN_ANEW = SignInRefused.class.getName();

  private final String page = read();
  private final String again;

  /**
   * @param again where a sign-in begins
   */
  public SignInRefused(String again) {
    this.again = again;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String code =
        failure instanceof OAuth2AuthenticationException known
            ? known.getError().getErrorCode()
            : PROVIDER_UNUSABLE;
    if (code.equals(NOT_ASKED) && beginsAnew(request.getSession(false))) {
      response.sendRedirect(again);
      return;
    }
    // The provider's own words may hold whatever somebody put into the address; the code is
    // escaped.
    log.atInfo()
        .addKeyValue("error", code)
        .addKeyValue("address", request.getRemoteAddr())
        .log("A sign-in was refused");
    if (code.equals(PROVIDER_UNUSABLE)) {
      log.warn("Nobody can sign in: the identity provider cannot be used", failure);
    }
    response.setStatus(
        code.equals(PROVIDER_UNUSABLE)
            ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
            : HttpServletResponse.SC_UNAUTHORIZED);
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response
        .getWriter()
        .print(page.replace("{{why}}", why(code)).replace("{{code}}", HtmlUtils.htmlEscape(code)));
  }

  private static boolean beginsAnew(@Nullable HttpSession session) {
    if (session == null
        || session.getAttribute(SPRING_SECURITY_CONTEXT_KEY) != null
        || session.getAttribute(BEGAN_ANEW) != null) {
      return false;
    }
    session.setAttribute(BEGAN_ANEW, true);
    return true;
  }

  private static String why(String code) {
    return switch (code) {
      case GIVEN_UP ->
          "The sign-in was given up, or the identity provider does not let you in here.";
      case NOT_ASKED ->
          "This sign-in was started in another browser, too long ago, or is done already.";
      case PROVIDER_UNUSABLE ->
          "The identity provider does not answer, or is another one than this console is set up for.";
      default -> "The answer of the identity provider is not what this console expects.";
    };
  }

  private static String read() {
    try {
      return new ClassPathResource("dev/edgewatch/console/guard/sign-in-refused.html")
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
