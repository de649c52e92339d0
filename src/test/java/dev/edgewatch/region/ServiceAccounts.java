package dev.edgewatch.region;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.api.iam.v1.ServiceAccountKey.Algorithm;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Makes service accounts with keys, and tokens as gRPC's clients sign them. */
final class ServiceAccounts {
  static final ResourceType ACCOUNT = Caller.type("iam.edgelq.com/ServiceAccount");
  static final ResourceType KEY = Caller.type("iam.edgelq.com/ServiceAccountKey");
  static final String DOMAIN = "iam.test.example";

  private ServiceAccounts() {}

  static ServiceAccount account(Caller by, String parent, String id) {
    return by.create(
            ACCOUNT,
            "",
            ServiceAccount.newBuilder().setName(parent + "/serviceAccounts/" + id).build())
        .as(ServiceAccount.class);
  }

  static ServiceAccountKey key(Caller by, ServiceAccount account, Algorithm algorithm) {
    Resource made =
        by.create(
            KEY, account.getName(), ServiceAccountKey.newBuilder().setAlgorithm(algorithm).build());
    return made.as(ServiceAccountKey.class);
  }

  static JWTClaimsSet.Builder claims(ServiceAccount account) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(account.getEmail())
        .subject(account.getEmail())
        .audience("https://" + DOMAIN + "/")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3_600)));
  }

  /** As a client makes it from a key file. */
  static String token(dev.edgewatch.api.api.ServiceAccount keyFile) {
    return token(
        ServiceAccountKey.newBuilder()
            .setName(keyFile.getPrivateKeyId())
            .setPrivateKeyData(keyFile.getPrivateKey())
            .build(),
        ServiceAccount.newBuilder().setEmail(keyFile.getClientEmail()).build());
  }

  static String token(ServiceAccountKey key, JWTClaimsSet claims) {
    return token(key, key.getName(), claims);
  }

  static String token(ServiceAccountKey key, String keyId, JWTClaimsSet claims) {
    return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), key, claims);
  }

  /** One with a header of its own. */
  static String signed(JWSHeader header, ServiceAccountKey key, ServiceAccount account) {
    return signed(header, key, claims(account).build());
  }

  private static String signed(JWSHeader header, ServiceAccountKey key, JWTClaimsSet claims) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(privateKey(key.getPrivateKeyData())));
      return token.serialize();
    } catch (JOSEException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static String token(ServiceAccountKey key, ServiceAccount account) {
    return token(key, claims(account).build());
  }

  private static PrivateKey privateKey(String pem) {
    String encoded = pem.replaceAll("-----[A-Z ]+-----", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(encoded)));
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
