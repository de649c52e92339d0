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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
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
  private static final Logger log = LoggerFactory.getLogger(BrowserSessions.class);
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
  public void begin(Authentication signedIn) {
    HttpSession session = request.getSession();
    OidcUser user = user(signedIn).orElseThrow(BrowserSessions::notSignedIn);
    OAuth2AuthorizedClient client = tokens(signedIn).orElseThrow(BrowserSessions::notSignedIn);
    var life =
        new SessionClock(around.clock(), settings.session().idle(), settings.session().longest());
    Runnable end = () -> around.executor().execute(() -> open.end(session));
    var tokens = new SessionTokens(client, renewal, around.clock(), end);
    SignedInSession begun = overRegions(person(user), life, tokens);
    begun.introduce(user.getIdToken().getTokenValue());
    var signIn =
        new OpenSessions.SignIn(
            begun, life, tokens, Optional.ofNullable(user.getIdToken().getClaimAsString("sid")));
    session.setAttribute(ATTRIBUTE, new Attribute(signIn, open));
    open.opened(session, signIn);
  }

  @Override
  public ConsoleSession current() {
    if (request.getSession().getAttribute(ATTRIBUTE) instanceof Attribute present) {
      return present.signIn().session();
    }
    throw notSignedIn();
  }

  private SignedInSession overRegions(Person person, SessionLife life, SessionTokens tokens) {
    var context =
        new ForwardContext(
            _ -> tokens.accessToken(), "", Optional.ofNullable(request.getRemoteAddr()));
    return new SignedInSession(person, regions, context, settings.rowsPerRegion(), life, around);
  }

  private Optional<Authentication> authentication() {
    return request.getUserPrincipal() instanceof Authentication present
        ? Optional.of(present)
        : Optional.empty();
  }

  private static Optional<OidcUser> user(Authentication signedIn) {
    return signedIn.getPrincipal() instanceof OidcUser user ? Optional.of(user) : Optional.empty();
  }

  private Optional<OidcUser> user() {
    return authentication().flatMap(BrowserSessions::user);
  }

  private Optional<OAuth2AuthorizedClient> tokens(Authentication signedIn) {
    return Optional.ofNullable(
        clients.loadAuthorizedClient(IdentityProvider.REGISTRATION, signedIn, request));
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
    String next =
        user()
            .flatMap(
                user ->
                    authentication()
                        .flatMap(this::tokens)
                        .map(known -> endSession(known.getClientRegistration(), user, afterwards)))
            .orElse(afterwards);
    request.getSession().invalidate();
    return next;
  }

  @Override
  public String signOutEverywhere() {
    Person person = user().map(BrowserSessions::person).orElseThrow(BrowserSessions::notSignedIn);
    String next = signOut();
    open.end(signIn -> signIn.isOf(person.issuer(), person.subject()));
    return next;
  }

  @Override
  public void endedAtProvider(
      String issuer, Optional<String> subject, Optional<String> providerSession) {
    open.end(
        signIn ->
            providerSession.isPresent()
                ? signIn.session().person().issuer().equals(issuer)
                    && providerSession.equals(signIn.providerSession())
                : subject.filter(known -> signIn.isOf(issuer, known)).isPresent());
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
  private record Attribute(OpenSessions.SignIn signIn, OpenSessions open)
      implements HttpSessionBindingListener {
    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      open.closed(signIn);
      log.atInfo()
          .addKeyValue("principal", signIn.session().person().subject())
          .log("A sign-in has ended");
      signIn.session().close();
    }
  }
}
