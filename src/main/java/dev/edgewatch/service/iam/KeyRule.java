package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.own.ApiKeyHash;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.api.iam.v1.ServiceAccountKey.Algorithm;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.iam.RsaKeys;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes the keys of service accounts (contract section 11.1). What is secret of them is in the
 * answer to their maker alone: the private key, of which nothing is stored, or the API key, of
 * which the SHA-256 is. A key is never changed into another one.
 */
record KeyRule(Region region, Giving giving, RandomGenerator random) implements WriteRule {
  /** How long a key is good, unless who makes it for somebody says less. */
  static final Duration VALID = Duration.ofDays(730);

  private static final long LEAST_EXPONENT = 65_537;

  @Override
  public ResourceType type() {
    return region.catalog().type("iam.edgelq.com/ServiceAccountKey");
  }

  @Override
  public Creation creating(Writing writing, Message body) {
    writing.authority().ifPresent(maker -> requireHeld(writing, maker));
    ServiceAccountKey key = valid((ServiceAccountKey) body);
    if (key.getAlgorithm() == Algorithm.API_KEY) {
      return apiKey(writing, key);
    }
    return key.getPublicKeyData().isEmpty() ? generated(writing, key) : Creation.of(given(key));
  }

  /** Whoever has a key of an account can do all that it can. */
  private void requireHeld(Writing writing, Principal maker) {
    writing
        .session()
        .get(account(writing.name()))
        .map(row -> Principal.ServiceAccount.of(row.as(ServiceAccount.class)))
        .filter(account -> !account.member().equals(maker.member()))
        .ifPresent(
            account ->
                region
                    .access()
                    .bindings(account)
                    .forEach(held -> giving.require(maker, held.role(), held.binding())));
  }

  private ResourceName account(ResourceName key) {
    return region.catalog().type("iam.edgelq.com/ServiceAccount").parseName(key.parent().text());
  }

  private ServiceAccountKey valid(ServiceAccountKey key) {
    Instant now = region.clock().instant();
    ServiceAccountKey.Builder valid = key.toBuilder().clearPrivateKeyData().clearApiKey();
    if (!key.hasValidNotBefore()) {
      valid.setValidNotBefore(ProtoTimes.timestamp(now));
    }
    if (!key.hasValidNotAfter()) {
      valid.setValidNotAfter(ProtoTimes.timestamp(now.plus(VALID)));
    }
    return valid.build();
  }

  private Creation apiKey(Writing writing, ServiceAccountKey key) {
    if (!key.getPublicKeyData().isEmpty()) {
      throw Refusal.invalid(
          "KEY_MALFORMED",
          "public_key_data",
          "public_key_data is set; expected nothing with the algorithm API_KEY");
    }
    String apiKey = writing.kept(String.class, () -> ApiKeyHashes.newKey(random));
    writing
        .session()
        .create(
            ApiKeyHashes.nameOf(apiKey, writing.name()),
            ApiKeyHash.newBuilder().setKey(writing.name().text()).build());
    return new Creation(key, ServiceAccountKey.newBuilder().setApiKey(apiKey).build());
  }

  private static Creation generated(Writing writing, ServiceAccountKey key) {
    Algorithm algorithm =
        key.getAlgorithm() == Algorithm.KEY_ALGORITHM_UNSPECIFIED
            ? Algorithm.RSA_2048
            : key.getAlgorithm();
    KeyPair pair = writing.kept(KeyPair.class, () -> RsaKeys.generate(bits(algorithm)));
    return new Creation(
        key.toBuilder()
            .setAlgorithm(algorithm)
            .setPublicKeyData(RsaKeys.pem((RSAPublicKey) pair.getPublic()))
            .build(),
        ServiceAccountKey.newBuilder().setPrivateKeyData(RsaKeys.privatePem(pair)).build());
  }

  private static ServiceAccountKey given(ServiceAccountKey key) {
    RSAPublicKey publicKey =
        RsaKeys.publicKey(key.getPublicKeyData())
            .orElseThrow(
                () ->
                    malformed(
                        "public_key_data is not an RSA public key; expected PEM, BEGIN PUBLIC KEY"));
    Algorithm algorithm = ofSize(publicKey.getModulus().bitLength());
    if (publicKey.getPublicExponent().longValue() < LEAST_EXPONENT
        || publicKey.getPublicExponent().bitLength() > Integer.SIZE
        || !publicKey.getPublicExponent().testBit(0)) {
      throw malformed("the exponent of public_key_data is unusual; expected 65537");
    }
    if (key.getAlgorithm() != Algorithm.KEY_ALGORITHM_UNSPECIFIED
        && key.getAlgorithm() != algorithm) {
      throw malformed(
          "public_key_data is a key of " + algorithm + "; expected one of " + key.getAlgorithm());
    }
    return key.toBuilder().setAlgorithm(algorithm).setPublicKeyData(RsaKeys.pem(publicKey)).build();
  }

  private static Algorithm ofSize(int bits) {
    return switch (bits) {
      case 1024 -> Algorithm.RSA_1024;
      case 2048 -> Algorithm.RSA_2048;
      case 4096 -> Algorithm.RSA_4096;
      default ->
          throw malformed(
              "public_key_data is a key of " + bits + " bits; expected 1024, 2048 or 4096");
    };
  }

  private static int bits(Algorithm algorithm) {
    return switch (algorithm) {
      case RSA_1024 -> 1024;
      case RSA_2048 -> 2048;
      case RSA_4096 -> 4096;
      case KEY_ALGORITHM_UNSPECIFIED, API_KEY, UNRECOGNIZED ->
          throw Refusal.invalid(
              "ALGORITHM_UNKNOWN",
              "algorithm",
              "algorithm is " + algorithm + "; expected RSA_1024, RSA_2048, RSA_4096 or API_KEY");
    };
  }

  /** A client that sends back what it was shown, or leaves it out, changes the rest. */
  @Override
  public Message updating(Writing writing, Message before, Message after) {
    ServiceAccountKey was = (ServiceAccountKey) before;
    ServiceAccountKey wanted = (ServiceAccountKey) after;
    boolean otherKey =
        !wanted.getPublicKeyData().isEmpty()
            && !wanted.getPublicKeyData().equals(was.getPublicKeyData());
    boolean otherAlgorithm =
        wanted.getAlgorithm() != Algorithm.KEY_ALGORITHM_UNSPECIFIED
            && wanted.getAlgorithm() != was.getAlgorithm();
    if (otherKey || otherAlgorithm) {
      throw new Refusal.Precondition(
              "KEY_IMMUTABLE",
              "ServiceAccountKey '"
                  + was.getName()
                  + "' cannot become another key; create a new one and delete this one",
              List.of(was.getName()))
          .exception();
    }
    return wanted.toBuilder()
        .setPublicKeyData(was.getPublicKeyData())
        .setAlgorithm(was.getAlgorithm())
        .build();
  }

  private static RuntimeException malformed(String message) {
    return Refusal.invalid("KEY_MALFORMED", "public_key_data", message);
  }
}
