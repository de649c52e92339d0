package dev.edgewatch.console;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.edgewatch.iam.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An OpenID Connect provider on loopback that keeps to the rules, checks that the console does, and
 * sends whatever ID token a test wants. Refresh tokens are good once.
 */
public final class ScriptedProvider implements AutoCloseable {
  public static final String CLIENT = "edgewatch-console";
  public static final String SECRET = "console-secret";

  private final RSAKey key = TestIssuer.newKey();
  private final HttpServer server;
  private final Map<String, Granted> codes = new ConcurrentHashMap<>();
  private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final AtomicInteger renewals = new AtomicInteger();
  private final AtomicInteger reuses = new AtomicInteger();
  private final AtomicInteger ownTokens = new AtomicInteger();
  private volatile Runnable beforeTokens = () -> {};
  private volatile UnaryOperator<String> accessTokens = _ -> "access-" + UUID.randomUUID();
  private volatile Duration accessTokensLast = Duration.ofHours(1);

  private record Granted(String challenge, String idToken, String subject) {}

  public ScriptedProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext("/jwks", asked -> answer(asked, 200, keys()));
    server.createContext("/token", this::token);
    server.start();
  }

  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public RSAKey key() {
    return key;
  }

  private String keys() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** Settings of a console that is registered here. */
  public List<String> consoleSettings() {
    String oidc = "--edgewatch.console.oidc.";
    return List.of(
        oidc + "issuer=" + issuer(),
        oidc + "client-id=" + CLIENT,
        oidc + "client-secret=" + SECRET,
        oidc + "authorization-uri=" + issuer() + "/authorize",
        oidc + "token-uri=" + issuer() + "/token",
        oidc + "jwks-uri=" + issuer() + "/jwks",
        oidc + "end-session-uri=" + issuer() + "/end");
  }

  /**
   * The same of a console that finds the addresses by itself (OpenID Connect Discovery 1.0).
   *
   * @param said the issuer that the provider calls itself
   */
  public List<String> discovered(String said) {
    server.createContext(
        "/.well-known/openid-configuration",
        asked ->
            answer(
                asked,
                200,
                """
                {"issuer":"%s","authorization_endpoint":"%s","token_endpoint":"%s","jwks_uri":"%s",
                "subject_types_supported":["public"],"response_types_supported":["code"]}"""
                    .formatted(
                        said, issuer() + "/authorize", issuer() + "/token", issuer() + "/jwks")));
    String oidc = "--edgewatch.console.oidc.";
    return List.of(
        oidc + "authorization-uri=",
        oidc + "token-uri=",
        oidc + "jwks-uri=",
        oidc + "end-session-uri=");
  }

  /** What was asked of this provider by sending a browser to an address. */
  public static MultiValueMap<String, String> asked(URI authorization) {
    return UriComponentsBuilder.fromUri(authorization).build().getQueryParams();
  }

  /** A person agrees to what the console asks. Returns the code for the console. */
  public String agreed(URI authorization, String subject) {
    return agreed(authorization, subject, claims -> sign(claims.build()));
  }

  /**
   * The same with another ID token.
   *
   * @param idToken makes the ID token of claims that are right
   */
  public String agreed(
      URI authorization, String subject, Function<JWTClaimsSet.Builder, String> idToken) {
    MultiValueMap<String, String> asked = asked(authorization);
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .subject(subject)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(600)))
            .claim("nonce", decoded(asked, "nonce"))
            .claim("sid", "sid-of-" + subject)
            .claim("email", subject + "@acme.example")
            .claim("name", subject);
    String code = UUID.randomUUID().toString();
    codes.put(code, new Granted(decoded(asked, "code_challenge"), idToken.apply(claims), subject));
    return code;
  }

  private static String decoded(MultiValueMap<String, String> query, String name) {
    return URLDecoder.decode(query.getFirst(name), StandardCharsets.UTF_8);
  }

  public String sign(JWTClaimsSet claims) {
    return TestIssuer.signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims, key);
  }

  /** A logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
  public String logoutToken(Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> who) {
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(120)))
            .jwtID(UUID.randomUUID().toString())
            .claim(
                "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(key.getKeyID())
            .type(new JOSEObjectType("logout+jwt"))
            .build();
    return TestIssuer.signed(header, who.apply(claims).build(), key);
  }

  /** A refresh token of somebody who has signed in. */
  public String refreshToken(String subject) {
    String token = UUID.randomUUID().toString();
    refreshTokens.put(token, subject);
    return token;
  }

  /**
   * From now on access tokens are made by a test.
   *
   * @param of subject; of the console itself that is {@link #CLIENT}
   */
  public void accessTokens(UnaryOperator<String> of) {
    accessTokens = of;
  }

  /** From now on it says of access tokens that they are good for so long. */
  public void accessTokensLast(Duration life) {
    accessTokensLast = life;
  }

  /** Takes back all refresh tokens: the person was locked out. */
  public void lockOut() {
    refreshTokens.clear();
  }

  /** The same for one person, whom somebody has disabled there. */
  public void lockOut(String subject) {
    refreshTokens.values().removeIf(subject::equals);
  }

  /** Runs while somebody waits for tokens, at a sign-in and at a renewal. */
  public void beforeTokens(Runnable running) {
    beforeTokens = running;
  }

  /** How often tokens were renewed. */
  public int renewals() {
    return renewals.get();
  }

  /** How often the console asked for a token of its own. */
  public int ownTokens() {
    return ownTokens.get();
  }

  /** How often somebody came with a refresh token that was used before. */
  public int reuses() {
    return reuses.get();
  }

  private void token(HttpExchange asked) throws IOException {
    String body = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    MultiValueMap<String, String> form =
        UriComponentsBuilder.fromUriString("?" + body).build().getQueryParams();
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
    if (!expected.equals(asked.getRequestHeaders().getFirst("Authorization"))) {
      answer(asked, 401, "{\"error\":\"invalid_client\"}");
    } else if ("refresh_token".equals(form.getFirst("grant_type"))) {
      renew(asked, String.valueOf(form.getFirst("refresh_token")));
    } else if ("client_credentials".equals(form.getFirst("grant_type"))) {
      ownTokens.incrementAndGet();
      answer(asked, 200, "{" + accessToken(CLIENT) + "}");
    } else {
      exchange(asked, form);
    }
  }

  private void exchange(HttpExchange asked, MultiValueMap<String, String> form) throws IOException {
    beforeTokens.run();
    Granted granted = codes.remove(String.valueOf(form.getFirst("code")));
    if (granted == null
        || !granted.challenge.equals(s256(String.valueOf(form.getFirst("code_verifier"))))) {
      answer(asked, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    answer(asked, 200, tokens(granted.subject, ",\"id_token\":\"" + granted.idToken + "\""));
  }

  private void renew(HttpExchange asked, String refreshToken) throws IOException {
    beforeTokens.run();
    String subject = refreshTokens.remove(refreshToken);
    if (subject == null) {
      if (used.contains(refreshToken)) {
        reuses.incrementAndGet();
      }
      answer(asked, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    used.add(refreshToken);
    renewals.incrementAndGet();
    answer(asked, 200, tokens(subject, ""));
  }

  private String tokens(String subject, String more) {
    return "{%s,\"refresh_token\":\"%s\"%s}"
        .formatted(accessToken(subject), refreshToken(subject), more);
  }

  private String accessToken(String subject) {
    return "\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d"
        .formatted(accessTokens.apply(subject), accessTokensLast.toSeconds());
  }

  /** RFC 7636, section 4.2. */
  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
