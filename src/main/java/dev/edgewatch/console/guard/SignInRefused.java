package dev.edgewatch.console.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.HtmlUtils;

/**
 * A sign-in that did not work ends on a page that says so and leads back. It does not try again by
 * itself: a provider that still knows the person would send the browser around in circles.
 */
public final class SignInRefused implements AuthenticationFailureHandler {
  private static final Logger log = LoggerFactory.getLogger(SignInRefused.class);

  /** What a provider says when a person gives up (RFC 6749, section 4.1.2.1). */
  private static final String GIVEN_UP = "access_denied";

  private final String page = read();

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String code =
        failure instanceof OAuth2AuthenticationException known
            ? known.getError().getErrorCode()
            : "sign_in_failed";
    // The provider's own words may hold whatever somebody put into the address; the code is
    // escaped.
    log.atInfo()
        .addKeyValue("error", code)
        .addKeyValue("address", request.getRemoteAddr())
        .log("A sign-in was refused");
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response
        .getWriter()
        .print(page.replace("{{why}}", why(code)).replace("{{code}}", HtmlUtils.htmlEscape(code)));
  }

  private static String why(String code) {
    return switch (code) {
      case GIVEN_UP ->
          "The sign-in was given up, or the identity provider does not let you in here.";
      case "authorization_request_not_found" ->
          "This sign-in was started in another browser, too long ago, or is done already.";
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
