package dev.edgewatch.console.bff;

import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.routing.ForwardContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Console sessions as attributes of the browser's HTTP session: they end with it, however it ends.
 */
final class BrowserSessions implements ConsoleSessions {
  private static final String ATTRIBUTE = BrowserSessions.class.getName();

  private final HttpServletRequest request;
  private final OAuth2AuthorizedClientRepository clients;
  private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> renewal;
  private final ConsoleSettings settings;
  private final EdgeClient regions;
  private final OpenSessions open;
  private final SignedInSession.Surroundings around;

  /**
   * @param request stands for whatever request is being handled when it is used
   */
  BrowserSessions(
      HttpServletRequest request,
      OAuth2AuthorizedClientRepository clients,
      OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> renewal,
      ConsoleSettings settings,
      EdgeClient regions,
      OpenSessions open,
      SignedInSession.Surroundings around) {
    this.request = request;
    this.clients = clients;
    this.renewal = renewal;
    this.settings = settings;
    this.regions = regions;
    this.open = open;
    this.around = around;
  }

  @Override
  public ConsoleSession current() {
    HttpSession session = request.getSession();
    synchronized (session) {
      if (session.getAttribute(ATTRIBUTE) instanceof Attribute present) {
        return present.session();
      }
      var life =
          new SessionClock(around.clock(), settings.session().idle(), settings.session().longest());
      var created =
          new Attribute(
              signedIn(life, () -> around.executor().execute(() -> open.end(session))), life, open);
      session.setAttribute(ATTRIBUTE, created);
      open.opened(session, life);
      return created.session();
    }
  }

  private ConsoleSession signedIn(SessionLife life, Runnable onOver) {
    if (!(request.getUserPrincipal() instanceof OAuth2AuthenticationToken signIn)
        || !(signIn.getPrincipal() instanceof OidcUser user)) {
      throw notSignedIn();
    }
    OAuth2AuthorizedClient tokens =
        clients.loadAuthorizedClient(signIn.getAuthorizedClientRegistrationId(), signIn, request);
    if (tokens == null) {
      throw notSignedIn();
    }
    var sessionTokens = new SessionTokens(tokens, renewal, around.clock(), onOver);
    var context =
        new ForwardContext(
            _ -> sessionTokens.accessToken(), "", Optional.ofNullable(request.getRemoteAddr()));
    return new SignedInSession(
        person(user), regions, context, settings.rowsPerRegion(), life, around);
  }

  private static Person person(OidcUser user) {
    String email = Optional.ofNullable(user.getEmail()).orElse("");
    String name =
        Optional.ofNullable(user.getFullName()).filter(text -> !text.isBlank()).orElse(email);
    String subject =
        Objects.requireNonNull(
            user.getSubject(), "an id token has a subject (OpenID Connect Core 1.0, section 2)");
    return new Person(
        String.valueOf(user.getIssuer()), subject, name.isEmpty() ? subject : name, email);
  }

  private static RuntimeException notSignedIn() {
    return new Refusal.Unauthenticated("NOT_SIGNED_IN", "Nobody is signed in; sign in first")
        .exception();
  }

  @Override
  public String signOut() {
    String afterwards = settings.baseUrl() + "/";
    String next = afterwards;
    if (request.getUserPrincipal() instanceof OAuth2AuthenticationToken signIn
        && signIn.getPrincipal() instanceof OidcUser user) {
      OAuth2AuthorizedClient tokens =
          clients.loadAuthorizedClient(signIn.getAuthorizedClientRegistrationId(), signIn, request);
      next =
          tokens == null
              ? afterwards
              : endSession(tokens.getClientRegistration(), user, afterwards);
    }
    request.getSession().invalidate();
    return next;
  }

  /** RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0, section 2). */
  private static String endSession(ClientRegistration provider, OidcUser user, String afterwards) {
    Object endpoint =
        provider.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
    return endpoint == null || endpoint.toString().isEmpty()
        ? afterwards
        : UriComponentsBuilder.fromUriString(endpoint.toString())
            .queryParam("id_token_hint", user.getIdToken().getTokenValue())
            .queryParam("post_logout_redirect_uri", afterwards)
            .encode()
            .toUriString();
  }

  /** Ends the console session when the HTTP session ends. */
  private record Attribute(ConsoleSession session, SessionClock life, OpenSessions open)
      implements HttpSessionBindingListener {
    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      open.closed(life);
      session.close();
    }
  }
}
