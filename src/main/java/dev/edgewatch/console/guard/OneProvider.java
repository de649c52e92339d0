package dev.edgewatch.console.guard;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * A sign-in begins at one address. Where one at another provider would begin is an address like any
 * at which nothing is; Spring Security would fail there, for every stranger and with a stack trace.
 */
public final class OneProvider implements OAuth2AuthorizationRequestResolver {
  private final String begins;
  private final OAuth2AuthorizationRequestResolver usual;

  /**
   * @param begins where a sign-in begins, {@code /oauth2/authorization/edgewatch}
   */
  public OneProvider(String begins, ClientRegistrationRepository providers) {
    this.begins = begins;
    this.usual =
        new DefaultOAuth2AuthorizationRequestResolver(
            providers, begins.substring(0, begins.lastIndexOf('/')));
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return request.getRequestURI().equals(begins) ? usual.resolve(request) : null;
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String provider) {
    return usual.resolve(request, provider);
  }
}
