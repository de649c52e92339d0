package dev.edgewatch.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.edgewatch.api.api.ServiceAccount;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.AccessTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * Access tokens that a service account signs itself with the key of its key file (contract section
 * 11.1): JSON web tokens, RS256, good for one hour and for one audience, {@code https://<host>/}
 * with the port unless it is 443. Each is used until five minutes before its end. No token endpoint
 * is asked. Thread-safe; never printed.
 */
public final class ServiceAccountTokens implements AccessTokens {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration EARLY = Duration.ofMinutes(5);
  private static final String TYPE = "service_account";
  private static final String HTTPS_PORT = ":443";

  private final ServiceAccount account;
  private final RSASSASigner signer;
  private final Clock clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(String token, Instant until) {}

  private ServiceAccountTokens(ServiceAccount account, RSAPrivateKey key, Clock clock) {
    this.account = account;
    this.signer = new RSASSASigner(key);
    this.clock = clock;
  }

  /** Reads a key file; refuses one that is none, saying what is wrong with it. */
  public static ServiceAccountTokens of(Path keyFile, Clock clock) {
    String json;
    try {
      json = Files.readString(keyFile);
    } catch (IOException unreadable) {
      throw refused(keyFile, "it cannot be read (" + unreadable.getClass().getSimpleName() + ")");
    }
    ServiceAccount.Builder account = ServiceAccount.newBuilder();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(json, account);
    } catch (InvalidProtocolBufferException malformed) {
      // The parser's message may repeat what it read.
      throw refused(keyFile, "it is not JSON with the fields of a key file");
    }
    if (!account.getType().equals(TYPE)) {
      throw refused(keyFile, "its type is '" + account.getType() + "'; expected " + TYPE);
    }
    require(keyFile, "client_email", account.getClientEmail());
    require(keyFile, "private_key_id", account.getPrivateKeyId());
    require(keyFile, "private_key", account.getPrivateKey());
    return new ServiceAccountTokens(
        account.build(), privateKey(keyFile, account.getPrivateKey()), clock);
  }

  private static void require(Path keyFile, String field, String value) {
    if (value.isEmpty()) {
      throw refused(keyFile, "it has no " + field);
    }
  }

  private static RSAPrivateKey privateKey(Path keyFile, String pem) {
    @Nullable PrivateKey key = null;
    try {
      PemContent content = PemContent.of(pem);
      key = content == null ? null : content.getPrivateKey();
    } catch (RuntimeException malformed) {
      // Falls through: the message might hold parts of the key.
    }
    if (key instanceof RSAPrivateKey rsa) {
      return rsa;
    }
    throw refused(keyFile, "its private_key is no RSA key; expected PEM, PKCS#8 or PKCS#1");
  }

  @Override
  public String forCall(String authority) {
    String host =
        authority.endsWith(HTTPS_PORT)
            ? authority.substring(0, authority.length() - HTTPS_PORT.length())
            : authority;
    Instant now = clock.instant();
    return kept.compute(
            "https://" + host + "/",
            (audience, known) ->
                known != null && now.isBefore(known.until) ? known : sign(audience, now))
        .token;
  }

  private Kept sign(String audience, Instant now) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(JOSEObjectType.JWT)
            .keyID(account.getPrivateKeyId())
            .build();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(account.getClientEmail())
            .subject(account.getClientEmail())
            .audience(audience)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException unfit) {
      throw new IllegalStateException("an RSA key signs", unfit);
    }
    return new Kept(token.serialize(), now.plus(LIFE).minus(EARLY));
  }

  private static RefusalException refused(Path keyFile, String why) {
    return Refusal.invalid(
        "KEY_FILE_INVALID", "key_file", "key file " + keyFile + " is invalid: " + why);
  }

  @Override
  public String toString() {
    return "service account " + account.getClientEmail();
  }
}
