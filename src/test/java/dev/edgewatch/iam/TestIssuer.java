package dev.edgewatch.iam;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An identity provider on loopback: publishes its key, signs what a test wants, and gives tokens to
 * clients.
 */
public final class TestIssuer implements AutoCloseable {
  public static final String AUDIENCE = "edgewatch";

  private final RSAKey key = newKey();
  private final HttpServer server;
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile String published = new JWKSet(key.toPublicJWK()).toString();

  public TestIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/jwks", this::keys);
    server.createContext("/token", this::clientToken);
    server.start();
  }

  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public URI tokenUri() {
    return URI.create(issuer() + "/token");
  }

  public OidcSettings settings() {
    return new OidcSettings(issuer(), URI.create(issuer() + "/jwks"), AUDIENCE);
  }

  /** How often the keys were fetched. */
  public int keyRequests() {
    return keyRequests.get();
  }

  /** From now on it publishes something else where its keys are. */
  void publish(String something) {
    published = something;
  }

  public RSAKey key() {
    return key;
  }

  /** A token of a person, {@code ann@acme.example}, whose address the issuer has verified. */
  public String person(String email) {
    return signed(claims(email).claim("email", email).claim("email_verified", true).build());
  }

  public String client(String id) {
    return signed(claims(id).build());
  }

  /** A token with the role {@code operator} or {@code region}. */
  public String role(String role) {
    return signed(claims("test-" + role).claim("edgewatch_role", role).build());
  }

  /** Claims that are acceptable as they are. */
  public JWTClaimsSet.Builder claims(String subject) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(AUDIENCE)
        .subject(subject)
        .issueTime(Date.from(now))
        .jwtID(UUID.randomUUID().toString())
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  public String signed(JWTClaimsSet claims) {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims, key);
  }

  public static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey with) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(with));
      return token.serialize();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyRequests.incrementAndGet();
    answer(exchange, published);
  }

  /** Every client gets a token with the role that its id says. */
  private void clientToken(HttpExchange exchange) throws IOException {
    String basic =
        exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length());
    String id =
        new String(Base64.getDecoder().decode(basic), StandardCharsets.US_ASCII).split(":", -1)[0];
    answer(
        exchange,
        "{\"access_token\":\"" + role(id) + "\",\"token_type\":\"Bearer\",\"expires_in\":600}");
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
