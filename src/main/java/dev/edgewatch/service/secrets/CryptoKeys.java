package dev.edgewatch.service.secrets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.edgewatch.api.secrets.v1.CryptoKey;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Year;
import java.util.Base64;

/**
 * The keys that secrets are encrypted with (contract section 13.3): one for each parent and year,
 * of 256 bits, itself encrypted with a key of the deployment and stored beside the secrets. What
 * was sealed with an older one is sealed anew when it is written (gaps F6). Thread-safe.
 */
final class CryptoKeys {
  static final String TYPE = "secrets.edgelq.com/CryptoKey";

  private static final int MOST_AT_HAND = 1_000;

  private final ResourceType type;
  private final Clock clock;
  private final MasterKeys master;

  /** By what is stored of them. */
  private final Cache<String, Aead> opened =
      Caffeine.newBuilder().maximumSize(MOST_AT_HAND).executor(Runnable::run).build();

  CryptoKeys(Region region) {
    this.type = region.catalog().type(TYPE);
    this.clock = region.clock();
    this.master = new MasterKeys(region.sealingKeys());
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the ciphers cannot be set up", impossible);
    }
  }

  /** Of this year, for secrets of that parent; made by the first one that is written. */
  CryptoKey current(Writing writing) {
    String parent = writing.name().parent().text();
    String id = "key-" + Year.now(clock);
    ResourceName name =
        type.parseName(parent.isEmpty() ? "cryptoKeys/" + id : parent + "/cryptoKeys/" + id);
    return (CryptoKey)
        writing
            .session()
            .get(name)
            .orElseGet(() -> writing.session().create(name, fresh(name)))
            .message();
  }

  private CryptoKey fresh(ResourceName name) {
    try {
      byte[] key =
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
              master,
              name.text().getBytes(StandardCharsets.UTF_8));
      return CryptoKey.newBuilder().setKey(Base64.getEncoder().encodeToString(key)).build();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a key cannot be made", impossible);
    }
  }

  /**
   * What encrypts and decrypts with a key.
   *
   * @throws GeneralSecurityException when no key of the deployment opens it
   */
  Aead aead(CryptoKey key) throws GeneralSecurityException {
    Aead known = opened.getIfPresent(key.getKey());
    if (known != null) {
      return known;
    }
    Aead aead =
        TinkProtoKeysetFormat.parseEncryptedKeyset(
                Base64.getDecoder().decode(key.getKey()),
                master,
                key.getName().getBytes(StandardCharsets.UTF_8))
            .getPrimitive(RegistryConfiguration.get(), Aead.class);
    opened.put(key.getKey(), aead);
    return aead;
  }
}
