package dev.edgewatch.demo.idp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page on which people type their name and password. Plain HTML without scripts. */
@RestController
class SignInPage {
  private static final String REFUSED =
      """
      <p class="refused" role="alert" data-testid="sign-in-refused">Name or password is wrong. Try again.</p>
      """;

  private final String page = read();

  @GetMapping(path = Endpoints.SIGN_IN, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> show(CsrfToken csrf, @RequestParam Optional<String> error) {
    String html =
        page.replace("{{refused}}", error.isPresent() ? REFUSED : "")
            .replace("{{csrf.name}}", HtmlUtils.htmlEscape(csrf.getParameterName()))
            .replace("{{csrf.token}}", HtmlUtils.htmlEscape(csrf.getToken()));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(html);
  }

  private static String read() {
    try {
      return new ClassPathResource("dev/edgewatch/demo/idp/sign-in.html")
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
